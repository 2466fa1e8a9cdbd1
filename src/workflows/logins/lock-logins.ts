import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { isLockHeld } from "../../medusa/locking";
import { loginsKeyOf } from "./login-lock-keys";

/** Seconds after which the lock of a dead process expires, and milliseconds to wait for another owner. */
const LEASE_SECONDS = 60;
const WAIT_MS = 30_000;
const PAUSE_MS = 100;

/** A lock on a customer's logins, and its owner: every run is an owner of its own. */
export type LockedLogins = { customer_id: string; owner: string };

/**
 * Locks the logins of these customers, all or none, against linking, unlinking, moving, creating and deleting.
 *
 * Medusa's provider in memory keeps the keys that it has acquired when it does not get the next one. They are released
 * before the next try, so that two callers do not deadlock.
 *
 * @param isNeedless ends the wait when the caller needs the logins no more.
 * @returns null when `isNeedless` has ended the wait.
 * @throws MedusaError (conflict) when other callers hold a lock the whole time.
 */
export async function lockLogins(
  container: MedusaContainer,
  customerIds: readonly string[],
  isNeedless: () => Promise<boolean> = async () => false,
): Promise<LockedLogins[] | null> {
  const owner = randomUUID();
  const held = [...new Set(customerIds)].sort().map((customer_id) => ({ customer_id, owner }));
  for (const deadline = Date.now() + WAIT_MS; Date.now() < deadline; await pause()) {
    if (await acquire(container, held)) {
      return held;
    }
    if (await isNeedless()) {
      return null;
    }
  }
  throw new MedusaError(
    MedusaError.Types.CONFLICT,
    "Other requests keep changing the logins of one of the customers. Nothing was done; try again.",
  );
}

/** Unlocks logins. A lock that has expired and has another owner now stays. Idempotent. */
export async function unlockLogins(container: MedusaContainer, held: readonly LockedLogins[]): Promise<void> {
  if (held.length) {
    const [{ owner: ownerId }] = held;
    await container.resolve(Modules.LOCKING).release(held.map(loginsKeyOf), { ownerId });
  }
}

/** Waits for a random time, so that two callers with common customers do not meet again and again. */
async function pause(): Promise<void> {
  await delay(PAUSE_MS * (0.5 + Math.random()));
}

async function acquire(container: MedusaContainer, held: readonly LockedLogins[]): Promise<boolean> {
  if (!held.length) {
    return true;
  }
  const [{ owner: ownerId }] = held;
  try {
    const lease = { ownerId, expire: LEASE_SECONDS };
    await container.resolve(Modules.LOCKING).acquire(held.map(loginsKeyOf), lease);
    return true;
  } catch (error) {
    await unlockLogins(container, held);
    if (!isLockHeld(error)) {
      throw error;
    }
    return false;
  }
}
