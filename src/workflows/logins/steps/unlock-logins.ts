import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type LockedLogins, unlockLogins } from "../lock-logins";

export const unlockLoginsStepId = "customers-unlock-logins-step";

/** Unlocks logins. There is nothing to undo. */
export const unlockLoginsStep = createStep(unlockLoginsStepId, async (held: LockedLogins[], { container }) => {
  await unlockLogins(container, held);
  return new StepResponse(undefined);
});
