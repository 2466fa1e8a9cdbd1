import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { TakenInvitationEvent } from "../../../modules/customer/facade/invitation-delivery";
import { resolveCustomerModule } from "../../customer-module";
import { reportLeft } from "../../report-left";

export const acknowledgeInvitationsStepId = "customers-mark-invitations-sent";

export type AcknowledgeInvitationsInput = { invitations: TakenInvitationEvent[] };

/**
 * Says of invitations that their mails are taken care of. Compensation: they are announced again, unless a customer has
 * accepted meanwhile. It may run twice.
 */
export const acknowledgeInvitationsStep = createStep(
  acknowledgeInvitationsStepId,
  async ({ invitations }: AcknowledgeInvitationsInput, { container }) => {
    const { ids, undo } = await resolveCustomerModule(container).acknowledgeInvitations(invitations);
    return new StepResponse({ ids }, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      reportLeft(container, "invitations", await resolveCustomerModule(container).undoInvitations(undo));
    }
  },
);
