import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type LockedLogins, unlockLogins } from "../lock-logins";

const unlockLoginsStepId = "customers-unlock-logins-step";

/** Releases the locks of `lockLoginsStep`. Compensation: none. */
export const unlockLoginsStep = createStep(unlockLoginsStepId, async (locked: LockedLogins | null, { container }) => {
  await unlockLogins(container, locked);
  return new StepResponse(undefined);
});
