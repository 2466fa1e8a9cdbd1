import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { EmailChange } from "../../../modules/customer/email-changes/email-change";
import { otherHolderOf } from "../email-owner";

export const lookForHolderStepId = "customers-look-for-holder";

export type LookForHolderInput = Pick<EmailChange, "customer_id" | "new_email">;

/** Looks whether anybody else has the new address by now; writes nothing. */
export const lookForHolderStep = createStep(
  lookForHolderStepId,
  async ({ customer_id, new_email }: LookForHolderInput, { container }) => {
    const holder = await otherHolderOf(container, { email: new_email, customer_id });
    return new StepResponse({ is_free: holder === undefined });
  },
);
