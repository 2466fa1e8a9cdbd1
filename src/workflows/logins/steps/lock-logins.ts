import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type LockedLogins, lockLogins, unlockLogins } from "../lock-logins";

export const lockLoginsStepId = "customers-lock-logins-step";

export type LockLoginsInput = { customer_ids: string[] };

/**
 * Locks the logins of these customers until `unlockLoginsStep`.
 *
 * Compensation releases the locks that this run still owns. Idempotent.
 */
export const lockLoginsStep = createStep(
  lockLoginsStepId,
  async ({ customer_ids }: LockLoginsInput, { container }) => {
    const held = await lockLogins(container, customer_ids);
    return new StepResponse<LockedLogins[], LockedLogins[]>(held ?? [], held ?? []);
  },
  async (held, { container }) => {
    if (held) {
      await unlockLogins(container, held);
    }
  },
);
