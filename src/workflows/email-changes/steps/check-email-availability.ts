import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { EmailChange } from "../../../modules/customer/email-changes/email-change";
import { findOtherEmailOwner } from "../find-other-email-owner";

const checkEmailAvailabilityStepId = "customers-check-email-availability-step";

export type CheckEmailAvailabilityInput = Pick<EmailChange, "customer_id" | "new_email">;

/** Checks whether the new email has another owner now. Writes nothing. */
export const checkEmailAvailabilityStep = createStep(
  checkEmailAvailabilityStepId,
  async ({ customer_id, new_email }: CheckEmailAvailabilityInput, { container }) => {
    const holder = await findOtherEmailOwner(container, { email: new_email, customer_id });
    return new StepResponse({ is_available: holder === undefined });
  },
);
