import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { isLockHeld } from "../../../medusa/locking";

export const lockCartStepId = "customers-lock-cart-step";

export type LockCartInput = { cart_id: string };

/** The key of the lock, as core's cart workflows use it, and its owner. */
export type LockedCart = { key: string; owner: string };

/** Seconds after which the lock of a dead process expires; as core's. */
const LEASE_SECONDS = 10;

/** Milliseconds. Core waits two seconds, so that ten concurrent requests for a cart fail with an internal error. */
const WAIT_MS = 10_000;
const PAUSE_MS = 100;

/**
 * Waits for the cart's lock and acquires it: the lock of core's cart workflows.
 *
 * Compensation releases it. Idempotent.
 *
 * @throws MedusaError (conflict) when other requests hold the lock the whole time; the lock store's own error at once.
 */
export const lockCartStep = createStep(
  lockCartStepId,
  async ({ cart_id: key }: LockCartInput, { container }) => {
    const locking = container.resolve(Modules.LOCKING);
    const owner = randomUUID();
    for (const deadline = Date.now() + WAIT_MS; Date.now() < deadline; await delay(PAUSE_MS * (0.5 + Math.random()))) {
      const isHeld = await locking.acquire(key, { ownerId: owner, expire: LEASE_SECONDS }).then(
        () => true,
        (error: unknown) => {
          if (!isLockHeld(error)) {
            throw error;
          }
          return false;
        },
      );
      if (isHeld) {
        return new StepResponse<LockedCart, LockedCart>({ key, owner }, { key, owner });
      }
    }
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      "Other requests keep changing the cart. Nothing of this one was stored; try again.",
    );
  },
  async (held, { container }) => {
    if (held) {
      await container.resolve(Modules.LOCKING).release(held.key, { ownerId: held.owner });
    }
  },
);
