import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { EmailChangeRequester } from "../../../modules/customer/email-changes/email-change";
import { CustomerEvents } from "../../events";
import { checkNewEmailStep } from "../steps/check-new-email";
import { type CreateEmailChangeInput, createEmailChangeStep } from "../steps/create-email-change";

export const requestEmailChangeWorkflowId = "customers-request-email-change";

export type RequestEmailChangeWorkflowInput = {
  customer_id: string;
  email: string;
  requested_by: EmailChangeRequester;
  /**
   * Whether the caller has checked the customer's password. A login alone is not enough: the old email then has to approve
   * the change. An admin's request needs neither.
   */
  is_owner_proven?: boolean;
} & AdditionalData;

/**
 * Requests a change of a customer's email; nothing changes until it is confirmed.
 *
 * A customer gets the same answer whether or not the email has another owner; if it has, no token for it leaves the store.
 *
 * Events: `customer.email_change_requested` `{ id, change_id, token }` when the email is available. If only a login
 * identifies the customer, it is `customer.email_change_approval_requested` instead, with the token for the old email,
 * available or not: the customer reads the mail there, and must not learn from it who has an account. Hooks: `validate`, to
 * refuse an email. Compensation: the change is deleted, and the one that it replaced is pending again.
 *
 * @returns the change, without its token.
 */
export const requestEmailChangeWorkflow = createWorkflow(
  requestEmailChangeWorkflowId,
  (input: RequestEmailChangeWorkflowInput) => {
    const validate = createHook("validate", { input });
    const { is_available, password_fingerprint } = checkNewEmailStep(input);
    const { change, token } = createEmailChangeStep(transform({ input, password_fingerprint }, changeToCreate));
    const data = transform({ change, token }, (made) => ({
      id: made.change.customer_id,
      change_id: made.change.id,
      token: made.token,
    }));
    when({ change }, (made) => made.change.awaits_approval).then(() => {
      emitEventStep({ eventName: CustomerEvents.EMAIL_CHANGE_APPROVAL_REQUESTED, data }).config({
        name: "customers-emit-approval",
      });
    });
    when({ change, is_available }, (found) => found.is_available && !found.change.awaits_approval).then(() => {
      emitEventStep({ eventName: CustomerEvents.EMAIL_CHANGE_REQUESTED, data });
    });
    return new WorkflowResponse(change, { hooks: [validate] });
  },
);

type Checked = { input: RequestEmailChangeWorkflowInput; password_fingerprint: string | null };

function changeToCreate({ input, password_fingerprint }: Checked): CreateEmailChangeInput {
  const { customer_id, email, requested_by, is_owner_proven = false } = input;
  const needs_approval = requested_by === "customer" && !is_owner_proven;
  return { customer_id, email, requested_by, needs_approval, password_fingerprint };
}
