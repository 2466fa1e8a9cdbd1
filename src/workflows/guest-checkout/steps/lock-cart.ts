import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { acquireLocks, type Locks, releaseLocks } from "../../../shared/locks";

export const lockCartStepId = "customers-lock-cart-step";

export type LockCartInput = { cart_id: string };

/** The lock, under the key that core's cart workflows use. */
export type LockedCart = Locks;

/** Seconds; as core's. */
const EXPIRES_AFTER = 10;

/** Seconds. Core waits two, so that ten concurrent requests for a cart fail with an internal error. */
const WAIT = 10;

/**
 * Waits for the cart's lock and acquires it, until `unlockCartStep`: the lock of core's cart workflows.
 *
 * Compensation releases it. Idempotent.
 *
 * @throws MedusaError (conflict) when other requests hold the lock for 10 seconds; the lock store's own error at once.
 */
export const lockCartStep = createStep(
  lockCartStepId,
  async ({ cart_id }: LockCartInput, { container }) => {
    const locked = await acquireLocks(container, {
      keys: [cart_id],
      expiresAfter: EXPIRES_AFTER,
      wait: WAIT,
      conflict: "Other requests keep changing the cart. Nothing of this one was stored; try again.",
    });
    // as: only a wait that may be needless ends without the lock.
    return new StepResponse(locked as LockedCart, locked as LockedCart);
  },
  async (locked, { container }) => {
    await releaseLocks(container, locked ?? null);
  },
);
