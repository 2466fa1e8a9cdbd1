import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { attachLoginStep } from "../steps/attach-login";
import { checkLoginLinkStep, type LoginLink } from "../steps/check-login-link";
import { lockLoginsStep } from "../steps/lock-logins";
import { unlockLoginsStep } from "../steps/unlock-logins";

export const linkLoginWorkflowId = "customers-link-login";

export type LinkLoginWorkflowInput = LoginLink;

/**
 * Links an auth identity without a customer, which has verified the customer's email, to the customer. The logins of the
 * customer and the identity are locked meanwhile.
 *
 * Events: `customer.login_linked` `{ id, auth_identity_id }`. Compensation: the identity has no customer again (all but
 * `updated_at`, which the Auth module sets itself).
 */
export const linkLoginWorkflow = createWorkflow(linkLoginWorkflowId, (input: LinkLoginWorkflowInput) => {
  const locked = lockLoginsStep(
    transform({ input }, ({ input: { customer_id, auth_identity_id } }) => ({
      customer_ids: [customer_id],
      auth_identity_ids: [auth_identity_id],
    })),
  );
  checkLoginLinkStep(input);
  attachLoginStep(input);
  const data = transform({ input }, ({ input: { customer_id, auth_identity_id } }) => ({
    id: customer_id,
    auth_identity_id,
  }));
  emitEventStep({ eventName: CustomerEvents.LOGIN_LINKED, data });
  unlockLoginsStep(locked);
  return new WorkflowResponse(data);
});
