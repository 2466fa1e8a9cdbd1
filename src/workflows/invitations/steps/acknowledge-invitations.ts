import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { SentInvitation } from "../../../modules/customer/invitations/invitation-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

const acknowledgeInvitationsStepId = "customers-acknowledge-invitations-step";

export type AcknowledgeInvitationsInput = { invitations: SentInvitation[] };

/** Marks invitations as sent. Compensation announces them again, unless a customer has accepted meanwhile. Idempotent. */
export const acknowledgeInvitationsStep = createStep(
  acknowledgeInvitationsStepId,
  async ({ invitations }: AcknowledgeInvitationsInput, { container }) => {
    const { ids, undo } = await resolveCustomerModule(container).invitations.acknowledge(invitations);
    return new StepResponse({ ids }, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      logNotReverted(container, "invitations", await resolveCustomerModule(container).invitations.undo(undo));
    }
  },
);
