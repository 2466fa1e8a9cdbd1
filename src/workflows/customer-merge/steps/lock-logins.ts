import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";

export const lockLoginsStepId = "customers-lock-logins";

/** Seconds after which a lock that a crash left behind is void; how long to wait for whoever has it, in milliseconds. */
const LEASE_SECONDS = 60;
const PATIENCE = 30_000;
const PAUSE = 100;

/** `is_merged`: nothing was locked, because one of the customers was merged away while this waited. */
export type LoginLocks = { keys: string[]; owner: string; is_merged: boolean };

/**
 * Keeps others from unlinking a login of these customers, by the lock that `unlinkLoginWorkflow` takes. One key after the
 * other, in id order, so that two merges never wait for each other; and never both in one call, because Medusa's provider
 * in memory keeps those that it has got when it does not get the next one. Of many who ask for one merge at once only the
 * first needs the lock; the others stop waiting as soon as its redirect is there.
 *
 * Compensation lets go of what is still this run's; it may run twice.
 */
export const lockLoginsStep = createStep(
  lockLoginsStepId,
  async ({ customer_ids }: { customer_ids: string[] }, { container }) => {
    const locks: LoginLocks = { keys: [], owner: randomUUID(), is_merged: false };
    try {
      for (const id of [...customer_ids].sort()) {
        const key = `customers-logins-${id}`;
        if (!(await acquire(container, { key, owner: locks.owner, customer_ids }))) {
          await release(container, locks);
          return new StepResponse({ ...locks, keys: [], is_merged: true });
        }
        locks.keys.push(key);
      }
    } catch (error) {
      await release(container, locks);
      throw error;
    }
    return new StepResponse(locks);
  },
  async (locks, { container }) => {
    if (locks) {
      await release(container, locks);
    }
  },
);

/** By the owner: what has run out and is somebody else's by now stays theirs. */
export async function release(container: MedusaContainer, { keys, owner }: LoginLocks): Promise<void> {
  const locking = container.resolve(Modules.LOCKING);
  for (const key of keys) {
    await locking.release(key, { ownerId: owner });
  }
}

type Wanted = { key: string; owner: string; customer_ids: string[] };

/** @returns false when there is no need for it any more. */
async function acquire(container: MedusaContainer, { key, owner, customer_ids }: Wanted): Promise<boolean> {
  const locking = container.resolve(Modules.LOCKING);
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await delay(PAUSE)) {
    const isMine = await locking.acquire(key, { ownerId: owner, expire: LEASE_SECONDS }).then(
      () => true,
      () => false,
    );
    if (isMine) {
      return true;
    }
    if (await resolveCustomerModule(container).isAnyCustomerMerged(customer_ids)) {
      return false;
    }
  }
  throw new MedusaError(
    MedusaError.Types.CONFLICT,
    "The logins of one of the customers are being changed by others all the while. Nothing was merged; try again.",
  );
}
