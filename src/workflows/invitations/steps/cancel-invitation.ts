import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const cancelInvitationStepId = "customers-cancel-invitation-step";

export type CancelInvitationInput = { customer_id: string };

/** Ends the open invitation. Compensation lets it be good again, unless there is another one by now. */
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
