import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isErrorOf } from "../../../shared/errors";
import { undoEmailChange } from "../undo-email-change";

const cancelPendingEmailChangeStepId = "customers-cancel-pending-email-change-step";

export type CancelPendingEmailChangeInput = { customer_id: string };

/**
 * Cancels the pending change, if there is one, after the account's email was verified.
 *
 * Another person may have requested it before. Compensation makes it pending again, unless another one is pending now.
 */
export const cancelPendingEmailChangeStep = createStep(
  cancelPendingEmailChangeStepId,
  async ({ customer_id }: CancelPendingEmailChangeInput, { container }) => {
    try {
      const { undo } = await resolveCustomerModule(container).emailChanges.cancel(customer_id);
      return new StepResponse(null, undo);
    } catch (error) {
      if (isErrorOf(error, MedusaError.Types.NOT_FOUND)) {
        return new StepResponse(null, null);
      }
      throw error;
    }
  },
  undoEmailChange,
);
