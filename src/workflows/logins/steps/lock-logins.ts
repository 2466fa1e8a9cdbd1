import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type HeldLogins, holdLogins, releaseLogins } from "../lock-logins";

export const holdLoginsStepId = "customers-hold-logins";

export type HoldLoginsInput = { customer_ids: string[] };

/**
 * Keeps others from the logins of these customers until `unlockLoginsStep`.
 *
 * Compensation lets go of what is still this run's; it may run twice.
 */
export const holdLoginsStep = createStep(
  holdLoginsStepId,
  async ({ customer_ids }: HoldLoginsInput, { container }) => {
    const held = await holdLogins(container, customer_ids);
    return new StepResponse<HeldLogins[], HeldLogins[]>(held ?? [], held ?? []);
  },
  async (held, { container }) => {
    if (held) {
      await releaseLogins(container, held);
    }
  },
);
