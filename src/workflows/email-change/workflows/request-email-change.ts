import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { EmailChangeRequester } from "../../../modules/customer/domain/email-change";
import { checkNewEmailStep } from "../steps/check-new-email";
import { createEmailChangeStep } from "../steps/create-email-change";

export const requestEmailChangeWorkflowId = "customers-request-email-change";

export const EMAIL_CHANGE_REQUESTED = "customer.email_change_requested";

export type RequestEmailChangeWorkflowInput = {
  customer_id: string;
  email: string;
  requested_by: EmailChangeRequester;
} & AdditionalData;

/**
 * Notes that a customer is to have another email; nothing changes until it is confirmed. Who asks must have been proven
 * by the caller. A customer is answered the same whether or not the address is somebody else's; then no token leaves.
 *
 * Events: `customer.email_change_requested` `{ id, change_id, token }` when the address is free. Hooks: `validate`, to
 * refuse an address. Compensation: the change is gone, and the one that it replaced waits again.
 *
 * @returns the change, without its token.
 */
export const requestEmailChangeWorkflow = createWorkflow(
  requestEmailChangeWorkflowId,
  (input: RequestEmailChangeWorkflowInput) => {
    const validate = createHook("validate", { input });
    const { is_free } = checkNewEmailStep(input);
    const { change, token } = createEmailChangeStep(input);
    when({ is_free }, (found) => found.is_free).then(() => {
      const data = transform({ change, token }, (made) => ({
        id: made.change.customer_id,
        change_id: made.change.id,
        token: made.token,
      }));
      emitEventStep({ eventName: EMAIL_CHANGE_REQUESTED, data });
    });
    return new WorkflowResponse(change, { hooks: [validate] });
  },
);
