import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { type ApproveEmailChangeInput, approveEmailChangeStep } from "../steps/approve-email-change";
import { checkEmailAvailabilityStep } from "../steps/check-email-availability";

export const approveEmailChangeWorkflowId = "customers-approve-email-change";

export type ApproveEmailChangeWorkflowInput = ApproveEmailChangeInput;

/**
 * The step between request and confirmation where no password was given: whoever reads the mail at the old address lets
 * the change go on.
 *
 * Events: `customer.email_change_requested` `{ id, change_id, token }` when the new address is free. Compensation: the
 * change waits for its approval again.
 */
export const approveEmailChangeWorkflow = createWorkflow(
  approveEmailChangeWorkflowId,
  (input: ApproveEmailChangeWorkflowInput) => {
    const approved = approveEmailChangeStep(input);
    const { is_free } = checkEmailAvailabilityStep(approved.change);
    when({ is_free }, (found) => found.is_free).then(() => {
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
