import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type ReleaseInvitationsInput, releaseInvitationsStep } from "../steps/release-invitations";

export const releaseInvitationsWorkflowId = "customers-release-invitations";

export type ReleaseInvitationsWorkflowInput = ReleaseInvitationsInput;

/**
 * Releases invitations that imports hold, or sends unacknowledged ones again (`state`): of all customers, an import, or
 * some customers. The job `customers-send-invitations` sends them.
 *
 * Events: none; `customer.invited` follows when the job sends the mail. Compensation: none, see the step.
 *
 * @returns `{ waiting }`, how many.
 */
export const releaseInvitationsWorkflow = createWorkflow(
  releaseInvitationsWorkflowId,
  (input: ReleaseInvitationsWorkflowInput) => new WorkflowResponse(releaseInvitationsStep(input)),
);
