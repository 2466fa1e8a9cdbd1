import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type HeldLogins, releaseLogins } from "../lock-logins";

export const unlockLoginsStepId = "customers-unlock-logins";

/** Lets others at the logins again. There is nothing to undo. */
export const unlockLoginsStep = createStep(unlockLoginsStepId, async (held: HeldLogins[], { container }) => {
  await releaseLogins(container, held);
  return new StepResponse(undefined);
});
