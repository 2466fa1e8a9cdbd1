import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { checkInviteesStep } from "../steps/check-invitees";
import { type CreateInvitationsInput, createInvitationsStep } from "../steps/create-invitations";

export const inviteCustomersWorkflowId = "customers-invite";

export type InviteCustomersWorkflowInput = CreateInvitationsInput & AdditionalData;

/**
 * Invites up to 1,000 customers to set a password: registered ones without a login, and guests, whom accepting makes an
 * account. The job `customers-send-invitations` sends the mails. Who has an open invitation is passed over; with `renew`
 * one that was sent is replaced.
 *
 * Events: none; `customer.invited` follows when a mail's turn has come. Hooks: `validate`, to refuse somebody.
 * Compensation: the invitations are gone, and what they replaced is good again.
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
