import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { EmailChangeRequest } from "../../../modules/customer/email-changes/email-change-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { undoEmailChange } from "../undo-email-change";

const createEmailChangeStepId = "customers-create-email-change-step";

export type CreateEmailChangeInput = EmailChangeRequest;

/**
 * Stores the change and creates its token; it replaces a pending change.
 *
 * Compensation deletes the row and makes the replaced one pending again, unless another caller has continued either.
 */
export const createEmailChangeStep = createStep(
  createEmailChangeStepId,
  async (input: CreateEmailChangeInput, { container }) => {
    const { change, token, undo } = await resolveCustomerModule(container).emailChanges.request(input);
    return new StepResponse({ change, token }, undo);
  },
  undoEmailChange,
);
