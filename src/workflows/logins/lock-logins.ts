import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { isLockHeld } from "../../medusa/locking";
import { loginsKeyOf } from "./login-lock-keys";

/** Seconds after which a lock that a crash left behind is void; how long to wait for whoever has it, in milliseconds. */
const LEASE_SECONDS = 60;
const WAIT_MS = 30_000;
const PAUSE_MS = 100;

/** That a customer's logins are held, and by whom: every run is an owner of its own. */
export type LockedLogins = { customer_id: string; owner: string };

/**
 * Keeps everybody else from linking, unlinking, moving, making and deleting logins of these customers. All keys or none:
 * Medusa's provider in memory keeps those that it has got when it does not get the next one, so they are given back before
 * the next try, and nobody waits for somebody who waits for them.
 *
 * @param isNeedless ends the waiting: what the logins were wanted for is settled.
 * @returns null when it was needless.
 * @throws MedusaError (conflict) when others are at them all the while.
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
    "The logins of one of the customers are being changed by others all the while. Nothing was done; try again.",
  );
}

/** By the owner: what has run out and is somebody else's by now stays theirs. May run twice. */
export async function unlockLogins(container: MedusaContainer, held: readonly LockedLogins[]): Promise<void> {
  if (held.length) {
    const [{ owner: ownerId }] = held;
    await container.resolve(Modules.LOCKING).release(held.map(loginsKeyOf), { ownerId });
  }
}

/** Never the same twice: two who want some of the same must not meet again and again. */
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
