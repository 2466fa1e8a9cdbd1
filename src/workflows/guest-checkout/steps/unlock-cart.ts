import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { releaseLocks } from "../../../shared/locks";
import type { LockedCart } from "./lock-cart";

const unlockCartStepId = "customers-unlock-cart-step";

/** Releases the lock of `lockCartStep`. Compensation: none. */
export const unlockCartStep = createStep(unlockCartStepId, async (locked: LockedCart, { container }) => {
  await releaseLocks(container, locked);
  return new StepResponse(undefined);
});
