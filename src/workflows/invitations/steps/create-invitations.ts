import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { InviteCustomersInput } from "../../../modules/customer/invitations/invitation-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

const createInvitationsStepId = "customers-create-invitations-step";

export type CreateInvitationsInput = InviteCustomersInput;

/**
 * Stores invitations. Compensation deletes them and restores those that they replaced, unless other operations have
 * changed them.
 */
export const createInvitationsStep = createStep(
  createInvitationsStepId,
  async (input: CreateInvitationsInput, { container }) => {
    const { ids, undo } = await resolveCustomerModule(container).invitations.create(input);
    return new StepResponse({ ids }, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      logNotReverted(container, "invitations", await resolveCustomerModule(container).invitations.undo(undo));
    }
  },
);
