import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { deliverInvitationsStep } from "../steps/deliver-invitations";

const sendInvitationsWorkflowId = "customers-send-invitations";

/**
 * Emits the events of the oldest 500 waiting invitations, for a subscriber to mail; cancels those that the customer
 * cannot accept any more.
 *
 * Events: `customer.invited` `{ id, invitation_id, token }`, of low priority, at once. Compensation: they wait again;
 * events that are emitted stay emitted, and their tokens are invalid.
 *
 * @returns `{ announced, cancelled }`, how many; both 0 when none wait.
 */
export const sendInvitationsWorkflow = createWorkflow(
  sendInvitationsWorkflowId,
  () => new WorkflowResponse(deliverInvitationsStep()),
);
