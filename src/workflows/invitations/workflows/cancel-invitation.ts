import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type CancelInvitationInput, cancelInvitationStep } from "../steps/cancel-invitation";

export const cancelInvitationWorkflowId = "customers-cancel-invitation";

/** Ends a customer's open invitation; its token is dead. Events: none. Compensation: it is good again. */
export const cancelInvitationWorkflow = createWorkflow(
  cancelInvitationWorkflowId,
  (input: CancelInvitationInput) => new WorkflowResponse(cancelInvitationStep(input)),
);
