import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { updateCustomersWorkflow } from "../../customers/workflows/update-customers";
import { CustomerEvents } from "../../events";
import { recordEmailVerificationStep } from "../../logins/steps/record-email-verification";
import { checkEmailChangeStep } from "../steps/check-email-change";
import { completeEmailChangeStep } from "../steps/complete-email-change";
import { lockEmailChangeStep } from "../steps/lock-email-change";
import { moveLoginStep } from "../steps/move-login";
import { type RedeemEmailChangeInput, redeemEmailChangeStep } from "../steps/redeem-email-change";
import { unlockEmailChangeStep } from "../steps/unlock-email-change";

export const confirmEmailChangeWorkflowId = "customers-confirm-email-change";

export type ConfirmEmailChangeWorkflowInput = RedeemEmailChangeInput & AdditionalData;

/**
 * Changes a customer's email and the name of their emailpass login together, once, with the token.
 *
 * The customer's changes of email are locked from the first step to the last, hooks included: a slow hook is not taken for
 * a process that died.
 *
 * If the process dies after the first write, the job `customers-finish-email-changes` runs the workflow again with
 * `unfinished_id` in the place of the token. It then does what is missing. Hooks run again, since nothing says whether they
 * have: they must accept a change twice. They get no `additional_data` then, which is not stored.
 *
 * Events: `customer.email_changed` `{ id, change_id }`, and core's `customer.updated`. Hooks: core's `customersUpdated`,
 * and `emailChanged` after all steps. Compensation: customer, login and change are as before (of the login all but
 * `updated_at`, which the Auth module sets itself).
 */
export const confirmEmailChangeWorkflow = createWorkflow(
  confirmEmailChangeWorkflowId,
  (input: ConfirmEmailChangeWorkflowInput) => {
    const locks = lockEmailChangeStep(input);
    checkEmailChangeStep(input);
    const { change, password_fingerprint, is_resumed } = redeemEmailChangeStep(input);
    const login = moveLoginStep({ change, password_fingerprint, is_resumed });
    // The row has its email already: this runs core's event and hook. An email that an admin sets meanwhile stays.
    const update = transform({ input, change }, (data) => ({
      selector: { id: data.change.customer_id, email: data.change.new_email },
      update: { email: data.change.new_email },
      additional_data: data.input.additional_data,
    }));
    updateCustomersWorkflow.runAsStep({ input: update });
    recordEmailVerificationStep(
      transform({ change, login }, (data) => ({
        auth_identity_id: data.login.auth_identity_id,
        email: data.change.new_email,
      })),
    );
    const ids = transform({ change }, (data) => ({ id: data.change.customer_id, change_id: data.change.id }));
    const emailChanged = createHook("emailChanged", { change, additional_data: input.additional_data });
    completeEmailChangeStep({ id: change.id });
    emitEventStep({ eventName: CustomerEvents.EMAIL_CHANGED, data: ids });
    unlockEmailChangeStep(locks);
    return new WorkflowResponse(ids, { hooks: [emailChanged] });
  },
);
