import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type CancelInvitationInput, cancelInvitationStep } from "../steps/cancel-invitation";

export const cancelInvitationWorkflowId = "customers-cancel-invitation";

/** Cancels the open invitation of a customer; its token is invalid then. Events: none. Compensation: it is valid again. */
export const cancelInvitationWorkflow = createWorkflow(
  cancelInvitationWorkflowId,
  (input: CancelInvitationInput) => new WorkflowResponse(cancelInvitationStep(input)),
);
