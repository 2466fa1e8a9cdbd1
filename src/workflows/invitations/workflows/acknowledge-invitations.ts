import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type AcknowledgeInvitationsInput, acknowledgeInvitationsStep } from "../steps/acknowledge-invitations";

export const acknowledgeInvitationsWorkflowId = "customers-acknowledge-invitations";

export type AcknowledgeInvitationsWorkflowInput = AcknowledgeInvitationsInput;

/**
 * Marks up to 1,000 invitations as sent, for a subscriber to `customer.invited` that has sent the mails. Tokens that were
 * replaced meanwhile are skipped.
 *
 * Events: none. Compensation: they are announced again. @returns `{ ids }`, without those that were acknowledged before.
 */
export const acknowledgeInvitationsWorkflow = createWorkflow(
  acknowledgeInvitationsWorkflowId,
  (input: AcknowledgeInvitationsWorkflowInput) => new WorkflowResponse(acknowledgeInvitationsStep(input)),
);
