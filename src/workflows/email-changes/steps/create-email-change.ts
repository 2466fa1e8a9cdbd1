import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { EmailChangeRequest } from "../../../modules/customer/email-changes/email-change-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { undoEmailChange } from "../undo-email-change";

export const createEmailChangeStepId = "customers-create-email-change-step";

export type CreateEmailChangeInput = EmailChangeRequest;

/**
 * Writes down the change and makes its token; a change that waits already is replaced.
 *
 * Compensation takes the row away and lets the replaced one wait again, unless somebody has gone on with either.
 */
export const createEmailChangeStep = createStep(
  createEmailChangeStepId,
  async (input: CreateEmailChangeInput, { container }) => {
    const { change, token, undo } = await resolveCustomerModule(container).emailChanges.request(input);
    return new StepResponse({ change, token }, undo);
  },
  undoEmailChange,
);
