import type { ConfirmAuthVerificationDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { voidEmailChangeStep } from "../../email-changes/steps/void-email-change";
import { CustomerEvents } from "../../events";
import { confirmVerificationStep } from "../steps/confirm-verification";

export const confirmVerificationWorkflowId = "customers-confirm-verification";

/**
 * Confirms a verification, as core's route does, and emits an event, which core does not.
 *
 * A pending change of email of the account is cancelled: another person may have requested it, who had registered with the
 * email.
 *
 * Events: `customer.email_verified` `{ id }` with the customer's id, when the login belongs to a customer already.
 * Compensation: the verification is unconfirmed again, and the change is pending again.
 */
export const confirmVerificationWorkflow = createWorkflow(
  confirmVerificationWorkflowId,
  (input: ConfirmAuthVerificationDTO) => {
    const confirmed = confirmVerificationStep(input);
    when({ confirmed }, (data) => data.confirmed.customerId !== null).then(() => {
      // as: `when` has checked it.
      voidEmailChangeStep(transform({ confirmed }, (data) => ({ customer_id: data.confirmed.customerId as string })));
      emitEventStep({
        eventName: CustomerEvents.EMAIL_VERIFIED,
        data: transform({ confirmed }, (data) => ({ id: data.confirmed.customerId })),
      });
    });
    return new WorkflowResponse(confirmed);
  },
);
