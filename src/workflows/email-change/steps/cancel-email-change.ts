import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";
import { reportLeft } from "../report-left";

export const cancelEmailChangeStepId = "customers-cancel-email-change-step";

export type CancelEmailChangeInput = { customer_id: string };

/** Ends the change that waits. Compensation lets it wait again, unless another one does by now. */
export const cancelEmailChangeStep = createStep(
  cancelEmailChangeStepId,
  async ({ customer_id }: CancelEmailChangeInput, { container }) => {
    const { id, undo } = await resolveCustomerModule(container).cancelEmailChange(customer_id);
    return new StepResponse({ id }, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      reportLeft(container, "changes of email", await resolveCustomerModule(container).undoEmailChange(undo));
    }
  },
);
