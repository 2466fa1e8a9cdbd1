import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type LockedLogins, type LoginsToLock, lockLogins, unlockLogins } from "../lock-logins";

export const lockLoginsStepId = "customers-lock-logins-step";

export type LockLoginsInput = { customer_ids: string[]; auth_identity_ids?: string[] };

/**
 * Locks the logins of customers until `unlockLoginsStep`. Compensation releases the locks; idempotent.
 *
 * @throws MedusaError (conflict) when other owners had one of the locks for 25 seconds.
 */
export const lockLoginsStep = createStep(
  lockLoginsStepId,
  async (logins: LockLoginsInput & LoginsToLock, { container }) => {
    const locked = (await lockLogins(container, logins)) ?? { customer_ids: [], keys: [], owner: "" };
    return new StepResponse<LockedLogins, LockedLogins>(locked, locked);
  },
  async (locked, { container }) => {
    await unlockLogins(container, locked ?? null);
  },
);
