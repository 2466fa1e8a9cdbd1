import { transform } from "@medusajs/framework/workflows-sdk";

/** In seconds: how long the next caller waits for the one before, and when a lock that a crash left behind is void. */
export const LOGINS_LOCK = { timeout: 30, ttl: 60, retryInterval: 0.1, executeOnSubWorkflow: true };

/** Whoever changes which logins a customer has holds this one. */
export function loginsKeyOf({ customer_id }: { customer_id: string }): string {
  return `customers-logins-${customer_id}`;
}

/** The same, while a workflow is composed. */
export function loginsOfCustomerKey(input: { customer_id: string }) {
  return transform({ input }, (data) => loginsKeyOf(data.input));
}

/** Whoever links an identity holds this one too, and takes it after the customer's: nobody waits in a circle. */
export function identityKey(input: { auth_identity_id: string }) {
  return transform({ input }, (data) => `customers-login-${data.input.auth_identity_id}`);
}
