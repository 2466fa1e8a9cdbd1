import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { ILockingModule } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

export const lockLoginsStepId = "customers-lock-logins";

/** Seconds after which a lock that a crash left behind is void; how long to wait for whoever has it, in milliseconds. */
const LEASE_SECONDS = 60;
const PATIENCE = 30_000;
const PAUSE = 50;

export type LoginLocks = { keys: string[]; owner: string };

/**
 * Keeps others from unlinking a login of these customers, by the lock that `unlinkLoginWorkflow` takes. One key after the
 * other, in id order, so that two merges never wait for each other; and never both in one call, because Medusa's provider
 * in memory keeps those that it has got when it does not get the next one.
 *
 * Compensation lets go of what is still this run's; it may run twice.
 */
export const lockLoginsStep = createStep(
  lockLoginsStepId,
  async ({ customer_ids }: { customer_ids: string[] }, { container }) => {
    const locking = container.resolve(Modules.LOCKING);
    const locks: LoginLocks = { keys: [], owner: randomUUID() };
    try {
      for (const id of [...customer_ids].sort()) {
        const key = `customers-logins-${id}`;
        await acquire(locking, { key, owner: locks.owner });
        locks.keys.push(key);
      }
    } catch (error) {
      await release(locking, locks);
      throw error;
    }
    return new StepResponse(locks, locks);
  },
  async (locks, { container }) => {
    if (locks) {
      await release(container.resolve(Modules.LOCKING), locks);
    }
  },
);

/** By the owner: what has run out and is somebody else's by now stays theirs. */
export async function release(locking: ILockingModule, { keys, owner }: LoginLocks): Promise<void> {
  for (const key of keys) {
    await locking.release(key, { ownerId: owner });
  }
}

async function acquire(locking: ILockingModule, { key, owner }: { key: string; owner: string }): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const failure = await locking.acquire(key, { ownerId: owner, expire: LEASE_SECONDS }).then(
      () => null,
      (error: Error) => error,
    );
    if (failure === null) {
      return;
    }
    if (Date.now() > deadline) {
      throw new MedusaError(
        MedusaError.Types.CONFLICT,
        "The logins of one of the customers are being changed by others all the while. Nothing was merged; try again.",
      );
    }
    await delay(PAUSE);
  }
}
