import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { checkInviteesStep } from "../steps/check-invitees";
import { type CreateInvitationsInput, createInvitationsStep } from "../steps/create-invitations";

export const inviteCustomersWorkflowId = "customers-invite";

export type InviteCustomersWorkflowInput = CreateInvitationsInput & AdditionalData;

/**
 * Invites up to 1,000 customers to set a password: registered ones without a login, and guests.
 *
 * A guest who accepts becomes an account. The job `customers-send-invitations` sends the mails. A customer with an open
 * invitation is skipped; with `renew` a sent one is replaced.
 *
 * Events: none; `customer.invited` follows when the job sends the mail. Hooks: `validate`, to reject customers.
 * Compensation: the invitations are deleted, and those that they replaced are valid again.
 *
 * @returns `{ ids }`, those of the new invitations.
 */
export const inviteCustomersWorkflow = createWorkflow(
  inviteCustomersWorkflowId,
  (input: InviteCustomersWorkflowInput) => {
    const validate = createHook("validate", { input });
    checkInviteesStep(input);
    return new WorkflowResponse(createInvitationsStep(input), { hooks: [validate] });
  },
);
