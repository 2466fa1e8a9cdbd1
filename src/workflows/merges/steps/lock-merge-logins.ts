import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { type LockedLogins, lockLogins, unlockLogins } from "../../logins/lock-logins";

const lockMergeLoginsStepId = "customers-lock-merge-logins-step";

/** `locked` is null when one of the customers was merged into another one while this run waited. */
export type LoginLocks = { locked: LockedLogins | null; is_merged: boolean };

/**
 * Locks the logins of customers for a merge. Of concurrent callers of one merge only the first needs the locks; the others
 * stop waiting as soon as the merged customer redirects to the survivor.
 *
 * Compensation releases the locks; idempotent.
 */
export const lockMergeLoginsStep = createStep(
  lockMergeLoginsStepId,
  async ({ customer_ids }: { customer_ids: string[] }, { container }) => {
    const { merges } = resolveCustomerModule(container);
    const locked = await lockLogins(container, { customer_ids }, () => merges.isAnyMerged(customer_ids));
    const locks: LoginLocks = { locked, is_merged: locked === null };
    return new StepResponse(locks);
  },
  async (locks, { container }) => {
    await unlockLogins(container, locks?.locked ?? null);
  },
);
