import { CustomerWorkflowEvents } from "@medusajs/framework/utils";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { recordEmailVerificationStep } from "../../logins/steps/record-email-verification";
import { type CloseEmailChangeInput, closeEmailChangeStep } from "../steps/close-email-change";
import { completeEmailChangeStep } from "../steps/complete-email-change";
import { lockEmailChangeStep } from "../steps/lock-email-change";
import { unlockEmailChangeStep } from "../steps/unlock-email-change";

const closeEmailChangeWorkflowId = "customers-close-email-change";

export type CloseEmailChangeWorkflowInput = CloseEmailChangeInput;

/**
 * Closes a confirmed change of email whose process died and that `confirmEmailChangeWorkflow` does not resume: for good
 * refused, or confirmed an hour ago and still failing.
 *
 * Where the login has the new email, it records the verification and completes the change.
 *
 * Events: core's `customer.updated` when the customer has the old email again; with `customer.email_changed` when login and
 * customer have the new one. Hooks: none; one of them may be the reason. Compensation: none of `closeEmailChangeStep`;
 * verification and completion are undone.
 */
export const closeEmailChangeWorkflow = createWorkflow(
  closeEmailChangeWorkflowId,
  (input: CloseEmailChangeWorkflowInput) => {
    const locks = lockEmailChangeStep(transform({ input }, (data) => ({ unfinished_id: data.input.id })));
    const closed = closeEmailChangeStep(input);
    recordEmailVerificationStep(closed);
    when("customers-closed-as-complete", { closed }, (made) => made.closed.outcome === "completed").then(() => {
      completeEmailChangeStep(input);
    });
    when({ closed }, ({ closed: { outcome } }) => outcome === "reverted" || outcome === "completed").then(() => {
      const data = transform({ closed }, (made) => ({ id: made.closed.customer_id }));
      emitEventStep({ eventName: CustomerWorkflowEvents.UPDATED, data }).config({ name: "customers-emit-updated" });
    });
    when({ closed }, (made) => made.closed.outcome === "completed").then(() => {
      const data = transform({ closed, input }, (made) => ({ id: made.closed.customer_id, change_id: made.input.id }));
      emitEventStep({ eventName: CustomerEvents.EMAIL_CHANGED, data });
    });
    unlockEmailChangeStep(locks);
    return new WorkflowResponse(closed);
  },
);
