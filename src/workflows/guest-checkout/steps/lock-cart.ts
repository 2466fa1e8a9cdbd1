import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { isLockHeld } from "../../../medusa/locking";

export const lockCartStepId = "customers-lock-cart-step";

export type LockCartInput = { cart_id: string };

/** The key of the lock, as core's cart workflows use it, and who has it. */
export type LockedCart = { key: string; owner: string };

/** Seconds after which the lock of a process that died is void; as core's. */
const LEASE_SECONDS = 10;

/** Milliseconds. Core waits two seconds, so that ten equal requests at once fail with an internal error. */
const WAIT_MS = 10_000;
const PAUSE_MS = 100;

/**
 * Waits for the cart's lock and takes it: the lock that core's cart workflows take.
 *
 * Compensation releases it; it may run twice.
 *
 * @throws MedusaError (conflict) when other requests hold the lock all the while; the lock store's own error at once.
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
      "The cart is changed by other requests all the while. Nothing of this one was stored; try again.",
    );
  },
  async (held, { container }) => {
    if (held) {
      await container.resolve(Modules.LOCKING).release(held.key, { ownerId: held.owner });
    }
  },
);
