import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type CancelEmailChangeInput, cancelEmailChangeStep } from "../steps/cancel-email-change";

export const cancelEmailChangeWorkflowId = "customers-cancel-email-change";

/** Ends the change of email that waits; its token is dead. Events: none. Compensation: it waits again. */
export const cancelEmailChangeWorkflow = createWorkflow(
  cancelEmailChangeWorkflowId,
  (input: CancelEmailChangeInput) => new WorkflowResponse(cancelEmailChangeStep(input)),
);
