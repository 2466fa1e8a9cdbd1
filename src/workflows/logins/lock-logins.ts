import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { isLockHeld } from "../../medusa/locking";
import { startHeartbeat } from "../../shared/heartbeat-timer";

/** Seconds after which the locks of a process that died expire; a live process renews them three times in between. */
const EXPIRES_AFTER = 60;
const RENEW_EVERY = 20;

/** Seconds after which locks are not renewed any more: a hook that never returns must not lock out other callers for ever. */
const LONGEST_HOLD = 600;

/** How long to wait for another owner, and about how long until the next try, in milliseconds. */
const WAIT_MS = 30_000;
const PAUSE_MS = 100;

/** Whose logins, and which identities that may become logins, are locked. */
export type LoginsToLock = { customer_ids: readonly string[]; auth_identity_ids?: readonly string[] };

/** Locks of logins, and their owner: each call of `lockLogins` is an owner. */
export type LockedLogins = { customer_ids: string[]; keys: string[]; owner: string };

/** Stops the renewal of locks, by their owner, for the locks that this process has acquired. */
const renewals = new Map<string, () => void>();

/**
 * Locks the logins of customers: no other caller links, unlinks, moves, creates or deletes them until `unlockLogins`.
 *
 * It acquires all keys or none. Medusa's provider in memory keeps the keys that it got before one that it did not get; they
 * are released before the next try, so that no two callers wait for each other. This process renews the locks every 20
 * seconds, for ten minutes at most: a hook of the store may run longer than a lock lives.
 *
 * @param isNeedless ends the wait: the caller does not need the locks any more.
 * @returns null when the locks were needless.
 * @throws MedusaError (conflict) when other owners had one of the locks for 30 seconds.
 */
export async function lockLogins(
  container: MedusaContainer,
  { customer_ids, auth_identity_ids = [] }: LoginsToLock,
  isNeedless: () => Promise<boolean> = async () => false,
): Promise<LockedLogins | null> {
  const customers = [...new Set(customer_ids)].sort();
  const keys = [...customers.map(keyOfCustomer), ...[...new Set(auth_identity_ids)].sort().map(keyOfIdentity)];
  const locked = { customer_ids: customers, keys, owner: randomUUID() };
  for (const deadline = Date.now() + WAIT_MS; Date.now() < deadline; await pause()) {
    if (await acquire(container, locked)) {
      renew(container, locked);
      return locked;
    }
    if (await isNeedless()) {
      return null;
    }
  }
  throw new MedusaError(
    MedusaError.Types.CONFLICT,
    "Other requests changed the logins of one of the customers for 30 seconds. Nothing was done; try again.",
  );
}

/** Releases locks that their owner still has. Idempotent. */
export async function unlockLogins(container: MedusaContainer, locked: LockedLogins | null): Promise<void> {
  if (locked?.keys.length) {
    const { owner: ownerId, keys } = locked;
    renewals.get(ownerId)?.();
    renewals.delete(ownerId);
    await container.resolve(Modules.LOCKING).release(keys, { ownerId });
  }
}

const keyOfCustomer = (id: string): string => `customers-logins-${id}`;
const keyOfIdentity = (id: string): string => `customers-login-${id}`;

/** Of random length: two callers with common keys must not meet at each try. */
async function pause(): Promise<void> {
  await delay(PAUSE_MS * (0.5 + Math.random()));
}

async function acquire(container: MedusaContainer, locked: LockedLogins): Promise<boolean> {
  if (!locked.keys.length || (await extend(container, locked))) {
    return true;
  }
  await unlockLogins(container, locked);
  return false;
}

/** Medusa's providers extend a lock that its own owner acquires again. @returns false when another owner has a key. */
async function extend(container: MedusaContainer, { keys, owner: ownerId }: LockedLogins): Promise<boolean> {
  try {
    await container.resolve(Modules.LOCKING).acquire(keys, { ownerId, expire: EXPIRES_AFTER });
    return true;
  } catch (error) {
    if (!isLockHeld(error)) {
      throw error;
    }
    return false;
  }
}

function renew(container: MedusaContainer, locked: LockedLogins): void {
  if (!locked.keys.length) {
    return;
  }
  const deadline = Date.now() + LONGEST_HOLD * 1_000;
  const stop = startHeartbeat({
    seconds: RENEW_EVERY,
    beat: async () => Date.now() < deadline && (await extend(container, locked)),
    onLost: () => renewals.delete(locked.owner),
  });
  renewals.set(locked.owner, stop);
}
