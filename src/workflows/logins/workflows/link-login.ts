import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, emitEventStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { CustomerEvents } from "../../events";
import { identityKey, LOGINS_LOCK, loginsOfCustomerKey } from "../login-lock-keys";
import { attachLoginStep } from "../steps/attach-login";
import { checkLoginLinkStep, type LoginLink } from "../steps/check-login-link";

export const linkLoginWorkflowId = "customers-link-login";

export type LinkLoginWorkflowInput = LoginLink;

/**
 * Gives a customer one more way of logging in: an auth identity that is nobody's yet and has proven the customer's email.
 * One caller a customer and one an identity at a time, as for `unlinkLoginWorkflow`.
 *
 * Events: `customer.login_linked` `{ id, auth_identity_id }`. Compensation: the identity is nobody's again (all but
 * `updated_at`, which the Auth module sets itself).
 */
export const linkLoginWorkflow = createWorkflow(linkLoginWorkflowId, (input: LinkLoginWorkflowInput) => {
  const key = loginsOfCustomerKey(input);
  const identity = identityKey(input);
  acquireLockStep({ key, ...LOGINS_LOCK });
  acquireLockStep({ key: identity, ...LOGINS_LOCK }).config({ name: "customers-lock-identity" });
  checkLoginLinkStep(input);
  attachLoginStep(input);
  const data = transform({ input }, ({ input: { customer_id, auth_identity_id } }) => ({
    id: customer_id,
    auth_identity_id,
  }));
  emitEventStep({ eventName: CustomerEvents.LOGIN_LINKED, data });
  releaseLockStep({ key: identity, executeOnSubWorkflow: true }).config({ name: "customers-release-identity" });
  releaseLockStep({ key, executeOnSubWorkflow: true });
  return new WorkflowResponse(data);
});
