import { CustomerWorkflowEvents } from "@medusajs/framework/utils";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { type CloseEmailChangeInput, closeEmailChangeStep } from "../steps/close-email-change";

const closeEmailChangeWorkflowId = "customers-close-email-change";

export type CloseEmailChangeWorkflowInput = CloseEmailChangeInput;

/**
 * Closes a confirmed change of email whose process died and that `confirmEmailChangeWorkflow` does not resume: for good
 * refused, or failed for an hour.
 *
 * Events: core's `customer.updated` when the customer has the old email again; with `customer.email_changed` when login and
 * customer have the new one. Hooks: none; one of them may be the reason. Compensation: none, see the step.
 */
export const closeEmailChangeWorkflow = createWorkflow(
  closeEmailChangeWorkflowId,
  (input: CloseEmailChangeWorkflowInput) => {
    const closed = closeEmailChangeStep(input);
    when({ closed }, ({ closed: { outcome } }) => outcome === "reverted" || outcome === "completed").then(() => {
      const data = transform({ closed }, (made) => ({ id: made.closed.customer_id }));
      emitEventStep({ eventName: CustomerWorkflowEvents.UPDATED, data }).config({ name: "customers-emit-updated" });
    });
    when({ closed }, (made) => made.closed.outcome === "completed").then(() => {
      const data = transform({ closed, input }, (made) => ({ id: made.closed.customer_id, change_id: made.input.id }));
      emitEventStep({ eventName: CustomerEvents.EMAIL_CHANGED, data });
    });
    return new WorkflowResponse(closed);
  },
);
