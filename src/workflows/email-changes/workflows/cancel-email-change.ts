import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type CancelEmailChangeInput, cancelEmailChangeStep } from "../steps/cancel-email-change";

export const cancelEmailChangeWorkflowId = "customers-cancel-email-change";

/** Cancels the pending change of email; its token becomes invalid. Events: none. Compensation: it is pending again. */
export const cancelEmailChangeWorkflow = createWorkflow(
  cancelEmailChangeWorkflowId,
  (input: CancelEmailChangeInput) => new WorkflowResponse(cancelEmailChangeStep(input)),
);
