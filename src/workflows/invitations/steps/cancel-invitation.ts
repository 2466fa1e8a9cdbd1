import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

const cancelInvitationStepId = "customers-cancel-invitation-step";

export type CancelInvitationInput = { customer_id: string };

/** Cancels the open invitation. Compensation restores it, unless the customer has another one by then. */
export const cancelInvitationStep = createStep(
  cancelInvitationStepId,
  async ({ customer_id }: CancelInvitationInput, { container }) => {
    const { id, undo } = await resolveCustomerModule(container).invitations.cancel(customer_id);
    return new StepResponse({ id }, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      logNotReverted(container, "invitations", await resolveCustomerModule(container).invitations.undo(undo));
    }
  },
);
