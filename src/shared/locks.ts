import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { isLockHeld } from "../medusa/locking";
import { LockedError } from "./errors";
import { startHeartbeat } from "./heartbeat-timer";

/** Locks of Medusa's Locking module, and their owner: each call of `acquireLocks` is an owner. */
export type Locks = { keys: string[]; owner: string };

export type LocksToAcquire = {
  keys: string[];
  /** Seconds after which the locks of a process that died expire; a live process renews them three times in between. */
  expiresAfter: number;
  /** Seconds to wait for other owners. */
  wait: number;
  /** The message of the error when the wait was in vain: who had the locks, and that nothing was done. */
  conflict: string;
  /** Ends the wait: the caller does not need the locks any more. */
  isNeedless?: () => Promise<boolean>;
  /** Seconds after which the locks are not renewed any more; ten minutes by default. */
  renewFor?: number;
};

/** A hook that never returns must not lock out other callers for ever. */
const MAX_LOCK_SECONDS = 600;

/** About how long until the next try, in milliseconds. */
const PAUSE_MS = 100;

/** Stops the renewal of locks, by their owner, for the locks that this process has acquired. */
const renewals = new Map<string, () => void>();

/**
 * Acquires all of the locks or none, and renews them until `releaseLocks`, for `renewFor` seconds at most: a hook of the
 * store may run longer than a lock lives.
 *
 * Medusa's provider in memory keeps the keys that it got before one that it did not get; they are released before the next
 * try, so that no two callers wait for each other.
 *
 * @returns null when the locks were needless.
 * @throws LockedError (conflict) when other owners had one of the locks the whole time; the lock store's own error at once.
 */
export async function acquireLocks(container: MedusaContainer, wanted: LocksToAcquire): Promise<Locks | null> {
  const { keys, expiresAfter, wait, conflict, isNeedless = async () => false } = wanted;
  const locks = { keys, owner: randomUUID() };
  for (const deadline = Date.now() + wait * 1_000; Date.now() < deadline; await pause()) {
    if (keys.length === 0) {
      return locks;
    }
    if (await extend(container, locks, expiresAfter)) {
      renew(container, locks, wanted);
      return locks;
    }
    await releaseLocks(container, locks);
    if (await isNeedless()) {
      return null;
    }
  }
  throw new LockedError(conflict);
}

/** Releases locks that their owner still has. Idempotent. */
export async function releaseLocks(container: MedusaContainer, locks: Locks | null): Promise<void> {
  if (locks?.keys.length) {
    const { owner: ownerId, keys } = locks;
    renewals.get(ownerId)?.();
    renewals.delete(ownerId);
    await container.resolve(Modules.LOCKING).release(keys, { ownerId });
  }
}

/** Of random length: two callers with common keys must not meet at each try. */
async function pause(): Promise<void> {
  await delay(PAUSE_MS * (0.5 + Math.random()));
}

/** Medusa's providers extend a lock that its own owner acquires again. @returns false when another owner has a key. */
async function extend(container: MedusaContainer, { keys, owner: ownerId }: Locks, expire: number): Promise<boolean> {
  try {
    await container.resolve(Modules.LOCKING).acquire(keys, { ownerId, expire });
    return true;
  } catch (error) {
    if (!isLockHeld(error)) {
      throw error;
    }
    return false;
  }
}

function renew(
  container: MedusaContainer,
  locks: Locks,
  { expiresAfter, renewFor = MAX_LOCK_SECONDS }: LocksToAcquire,
): void {
  const deadline = Date.now() + renewFor * 1_000;
  const stop = startHeartbeat({
    seconds: expiresAfter / 3,
    beat: async () => Date.now() < deadline && (await extend(container, locks, expiresAfter)),
    onLost: () => renewals.delete(locks.owner),
  });
  renewals.set(locks.owner, stop);
}
