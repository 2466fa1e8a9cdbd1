import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isErrorOf } from "../../../shared/errors";
import { undoEmailChange } from "../undo-email-change";

export const voidEmailChangeStepId = "customers-void-email-change-step";

export type VoidEmailChangeInput = { customer_id: string };

/**
 * Ends the change that waits, if one does: when somebody has just proven the address that the account has, whoever asked
 * for another one before may have been somebody else. Compensation lets it wait again, unless another one does by now.
 */
export const voidEmailChangeStep = createStep(
  voidEmailChangeStepId,
  async ({ customer_id }: VoidEmailChangeInput, { container }) => {
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
