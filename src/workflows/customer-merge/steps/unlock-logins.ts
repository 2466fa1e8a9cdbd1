import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type LoginLocks, release } from "./lock-logins";

export const unlockLoginsStepId = "customers-unlock-logins";

/** Lets others at the logins again, once they lead to the survivor. There is nothing to undo. */
export const unlockLoginsStep = createStep(unlockLoginsStepId, async (locks: LoginLocks, { container }) => {
  await release(container, locks);
  return new StepResponse(undefined);
});
