import type { MedusaContainer } from "@medusajs/framework/types";
import { acquireLocks, type Locks, releaseLocks } from "../../shared/locks";

/** Seconds. */
const EXPIRES_AFTER = 60;
/** Less than the 30 seconds after which proxies give up. */
const WAIT = 25;

/** Whose logins, and which identities that may become logins, are locked. */
export type LoginsToLock = { customer_ids: readonly string[]; auth_identity_ids?: readonly string[] };

export type LockedLogins = Locks & { customer_ids: string[] };

/**
 * Locks the logins of customers: no other caller links, unlinks, moves, creates or deletes them until `unlockLogins`.
 *
 * @param isNeedless ends the wait: the caller does not need the locks any more.
 * @returns null when the locks were needless.
 * @throws MedusaError (conflict) when other owners had one of the locks for 25 seconds.
 */
export async function lockLogins(
  container: MedusaContainer,
  { customer_ids, auth_identity_ids = [] }: LoginsToLock,
  isNeedless?: () => Promise<boolean>,
): Promise<LockedLogins | null> {
  const customers = [...new Set(customer_ids)].sort();
  const locks = await acquireLocks(container, {
    keys: [...customers.map(keyOfCustomer), ...[...new Set(auth_identity_ids)].sort().map(keyOfIdentity)],
    expiresAfter: EXPIRES_AFTER,
    wait: WAIT,
    conflict: `Other requests changed the logins of one of the customers for ${WAIT} seconds. Nothing was done; try again.`,
    isNeedless,
  });
  return locks && { ...locks, customer_ids: customers };
}

/** Releases locks that their owner still has. Idempotent. */
export async function unlockLogins(container: MedusaContainer, locked: LockedLogins | null): Promise<void> {
  await releaseLocks(container, locked);
}

const keyOfCustomer = (id: string): string => `customers-logins-${id}`;
const keyOfIdentity = (id: string): string => `customers-login-${id}`;
