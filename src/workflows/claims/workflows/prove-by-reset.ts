import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { voidEmailChangeStep } from "../../email-changes/steps/void-email-change";
import { CustomerEvents } from "../../events";
import { recordEmailVerificationStep } from "../../logins/steps/record-email-verification";
import { findResetProofStep, type ResetLogin } from "../steps/find-reset-proof";

export const proveByResetWorkflowId = "customers-prove-by-reset";

/**
 * Records that a customer's email is verified, once the token of a password reset is redeemed that was mailed to it.
 *
 * It does what a confirmed verification does, and nothing when the customer's email is not the login's.
 *
 * Events: `customer.email_verified` `{ id }` with the customer's id. Compensation: the verification is as before, and a
 * pending change of email is pending again.
 *
 * @returns `{ customer_id }`, null when nothing was recorded.
 */
export const proveByResetWorkflow = createWorkflow(proveByResetWorkflowId, (input: ResetLogin) => {
  const found = findResetProofStep(input);
  when({ found }, (data) => data.found.customer_id !== null).then(() => {
    recordEmailVerificationStep(
      transform({ input }, (data) => ({ auth_identity_id: data.input.auth_identity_id, email: data.input.entity_id })),
    );
    // as: `when` has checked it.
    voidEmailChangeStep(transform({ found }, (data) => ({ customer_id: data.found.customer_id as string })));
    emitEventStep({
      eventName: CustomerEvents.EMAIL_VERIFIED,
      data: transform({ found }, (data) => ({ id: data.found.customer_id })),
    });
  });
  return new WorkflowResponse(found);
});
