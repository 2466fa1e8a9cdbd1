import type { MedusaContainer } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type Locks, releaseLocks } from "../../../shared/locks";
import { logFailure } from "../../../shared/log-failure";

const unlockEmailChangeStepId = "customers-unlock-email-change-step";

/** Releases the lock of `lockEmailChangeStep`. It never fails: all is written by then. Compensation: none. */
export const unlockEmailChangeStep = createStep(unlockEmailChangeStepId, async (locks: Locks, { container }) => {
  await releaseEmailChangeLock(container, locks);
  return new StepResponse(undefined);
});

/** Releases a lock; one that the lock store keeps is not renewed any more, and expires within a minute. Idempotent. */
export async function releaseEmailChangeLock(container: MedusaContainer, locks: Locks | undefined): Promise<void> {
  try {
    await releaseLocks(container, locks ?? null);
  } catch (error) {
    logFailure(container, "The lock on a customer's changes of email could not be released, and expires", error);
  }
}
