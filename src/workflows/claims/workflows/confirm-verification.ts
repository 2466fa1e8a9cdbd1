import type { ConfirmAuthVerificationDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { voidEmailChangeStep } from "../../email-changes/steps/void-email-change";
import { CustomerEvents } from "../../events";
import { confirmVerificationStep } from "../steps/confirm-verification";

export const confirmVerificationWorkflowId = "customers-confirm-verification";

/**
 * Confirms a verification, as core's route does, and says so: core tells nobody that an email was verified. A change of
 * email that the account has asked for before is void: it may have been somebody who had registered with the address.
 *
 * Events: `customer.email_verified` `{ id }` with the customer's id, when the login belongs to a customer already.
 * Compensation: the verification is unconfirmed again, and the change waits again.
 */
export const confirmVerificationWorkflow = createWorkflow(
  confirmVerificationWorkflowId,
  (input: ConfirmAuthVerificationDTO) => {
    const confirmed = confirmVerificationStep(input);
    when({ confirmed }, (data) => data.confirmed.customerId !== null).then(() => {
      // as: `when` has looked.
      voidEmailChangeStep(transform({ confirmed }, (data) => ({ customer_id: data.confirmed.customerId as string })));
      emitEventStep({
        eventName: CustomerEvents.EMAIL_VERIFIED,
        data: transform({ confirmed }, (data) => ({ id: data.confirmed.customerId })),
      });
    });
    return new WorkflowResponse(confirmed);
  },
);
