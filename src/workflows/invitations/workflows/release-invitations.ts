import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type ReleaseInvitationsInput, releaseInvitationsStep } from "../steps/release-invitations";

export const releaseInvitationsWorkflowId = "customers-release-invitations";

export type ReleaseInvitationsWorkflowInput = ReleaseInvitationsInput;

/**
 * Lets invitations be mailed that imports hold, or mails be tried again that no subscriber acknowledged (`state`): of all
 * customers, of an import, or of some customers. The job `customers-send-invitations` sends them.
 *
 * Events: none; `customer.invited` follows when a mail's turn has come. Compensation: none, see the step.
 *
 * @returns `{ waiting }`, how many.
 */
export const releaseInvitationsWorkflow = createWorkflow(
  releaseInvitationsWorkflowId,
  (input: ReleaseInvitationsWorkflowInput) => new WorkflowResponse(releaseInvitationsStep(input)),
);
