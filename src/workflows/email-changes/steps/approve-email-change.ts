import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const approveEmailChangeStepId = "customers-approve-email-change-step";

export type ApproveEmailChangeInput = {
  /** What was mailed to the old address. */
  token: string;
};

/**
 * Lets a change go on that was approved at the old address, and makes the token for the new one.
 *
 * Compensation: the change waits for its approval again, unless somebody has gone on with it.
 */
export const approveEmailChangeStep = createStep(
  approveEmailChangeStepId,
  async (input: ApproveEmailChangeInput, { container }) => {
    const { change, token, undo } = await resolveCustomerModule(container).emailChanges.approve(input.token);
    return new StepResponse({ change, token }, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      logNotReverted(
        container,
        "changes of email",
        await resolveCustomerModule(container).emailChanges.undoApproval(undo),
      );
    }
  },
);
