import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

const approveEmailChangeStepId = "customers-approve-email-change-step";

export type ApproveEmailChangeInput = {
  /** The token that was mailed to the old email. */
  token: string;
};

/**
 * Approves a change at the old email, and creates the token for the new one.
 *
 * Compensation: the change needs its approval again, unless another caller has continued it.
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
