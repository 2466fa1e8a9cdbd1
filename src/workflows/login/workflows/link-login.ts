import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { attachLoginStep } from "../steps/attach-login";
import { checkLoginLinkStep, type LoginLink } from "../steps/check-login-link";

export const linkLoginWorkflowId = "customers-link-login";

export const LOGIN_LINKED = "customer.login_linked";

export type LinkLoginWorkflowInput = LoginLink;

/**
 * Gives a customer one more way of logging in: an auth identity that is nobody's yet and has proven the customer's email.
 *
 * Events: `customer.login_linked` `{ id, auth_identity_id }`. Compensation: the identity is nobody's again (all but
 * `updated_at`, which the Auth module sets itself).
 */
export const linkLoginWorkflow = createWorkflow(linkLoginWorkflowId, (input: LinkLoginWorkflowInput) => {
  checkLoginLinkStep(input);
  attachLoginStep(input);
  const data = transform({ input }, ({ input: { customer_id, auth_identity_id } }) => ({
    id: customer_id,
    auth_identity_id,
  }));
  emitEventStep({ eventName: LOGIN_LINKED, data });
  return new WorkflowResponse(data);
});
