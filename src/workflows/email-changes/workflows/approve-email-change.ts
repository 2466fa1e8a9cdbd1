import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { type ApproveEmailChangeInput, approveEmailChangeStep } from "../steps/approve-email-change";
import { checkEmailAvailabilityStep } from "../steps/check-email-availability";

export const approveEmailChangeWorkflowId = "customers-approve-email-change";

export type ApproveEmailChangeWorkflowInput = ApproveEmailChangeInput;

/**
 * Approves a change that was requested without a password, with the token that was mailed to the old email.
 *
 * Events: `customer.email_change_requested` `{ id, change_id, token }` when the new email is available. Compensation: the
 * change needs its approval again.
 */
export const approveEmailChangeWorkflow = createWorkflow(
  approveEmailChangeWorkflowId,
  (input: ApproveEmailChangeWorkflowInput) => {
    const approved = approveEmailChangeStep(input);
    const { is_available } = checkEmailAvailabilityStep(approved.change);
    when({ is_available }, (found) => found.is_available).then(() => {
      const data = transform({ approved }, ({ approved: { change, token } }) => ({
        id: change.customer_id,
        change_id: change.id,
        token,
      }));
      emitEventStep({ eventName: CustomerEvents.EMAIL_CHANGE_REQUESTED, data });
    });
    return new WorkflowResponse(transform({ approved }, (data) => ({ change_id: data.approved.change.id })));
  },
);
