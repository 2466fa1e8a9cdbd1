import { transform } from "@medusajs/framework/workflows-sdk";

/** In seconds: the wait for another owner, and the time after which the lock of a dead process expires. */
export const LOGINS_LOCK = { timeout: 30, ttl: 60, retryInterval: 0.1, executeOnSubWorkflow: true };

/** Returns the key of the lock on a customer's logins; each change of them needs it. */
export function loginsKeyOf({ customer_id }: { customer_id: string }): string {
  return `customers-logins-${customer_id}`;
}

/** Returns the same key while a workflow is composed. */
export function loginsOfCustomerKey(input: { customer_id: string }) {
  return transform({ input }, (data) => loginsKeyOf(data.input));
}

/**
 * Returns the key of the lock on an identity, while a workflow is composed.
 *
 * Linking an identity needs it, and acquires it after the customer's, so that two callers do not deadlock.
 */
export function identityKey(input: { auth_identity_id: string }) {
  return transform({ input }, (data) => `customers-login-${data.input.auth_identity_id}`);
}
