import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { undoEmailChange } from "../undo-email-change";

const cancelEmailChangeStepId = "customers-cancel-email-change-step";

export type CancelEmailChangeInput = { customer_id: string };

/** Cancels the pending change. Compensation makes it pending again, unless another one is pending now. */
export const cancelEmailChangeStep = createStep(
  cancelEmailChangeStepId,
  async ({ customer_id }: CancelEmailChangeInput, { container }) => {
    const { id, undo } = await resolveCustomerModule(container).emailChanges.cancel(customer_id);
    return new StepResponse({ id }, undo);
  },
  undoEmailChange,
);
