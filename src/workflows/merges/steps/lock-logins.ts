import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { type LockedLogins, lockLogins, unlockLogins } from "../../logins/lock-logins";

export const lockMergeLoginsStepId = "customers-lock-merge-logins-step";

/** `is_merged`: nothing was locked, because one of the customers was merged away while this waited. */
export type LoginLocks = { held: LockedLogins[]; is_merged: boolean };

/**
 * Keeps others from the logins of these customers. Of many who ask for one merge at once only the first needs the lock; the
 * others stop waiting as soon as its redirect is there.
 *
 * Compensation lets go of what is still this run's; it may run twice.
 */
export const lockMergeLoginsStep = createStep(
  lockMergeLoginsStepId,
  async ({ customer_ids }: { customer_ids: string[] }, { container }) => {
    const service = resolveCustomerModule(container);
    const held = await lockLogins(container, customer_ids, () => service.merges.isAnyMerged(customer_ids));
    const locks: LoginLocks = { held: held ?? [], is_merged: held === null };
    return new StepResponse(locks);
  },
  async (locks, { container }) => {
    if (locks) {
      await unlockLogins(container, locks.held);
    }
  },
);
