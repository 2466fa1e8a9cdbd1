import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { deliverInvitationsStep } from "../steps/deliver-invitations";

export const sendInvitationsWorkflowId = "customers-send-invitations";

/**
 * Emits the events of the oldest 500 invitations that wait, for a subscriber to mail; cancels those that can no
 * longer be accepted.
 *
 * Events: `customer.invited` `{ id, invitation_id, token }`, of low priority, at once. Compensation: they wait again;
 * what the event bus has been given stays with it, and its tokens are dead.
 *
 * @returns `{ announced, cancelled }`, how many; both 0 when none wait.
 */
export const sendInvitationsWorkflow = createWorkflow(
  sendInvitationsWorkflowId,
  () => new WorkflowResponse(deliverInvitationsStep()),
);
