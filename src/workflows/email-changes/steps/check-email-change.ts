import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { assertConfirmable } from "../assert-confirmable";
import type { RedeemEmailChangeInput } from "./redeem-email-change";

const checkEmailChangeStepId = "customers-check-email-change-step";

/**
 * Checks before the first write whether a change can be confirmed. Writes nothing.
 *
 * `moveLoginStep` checks the same with the logins locked. A refusal there needs a rollback, which a process that dies does
 * not run. So that one is for what changes in between.
 *
 * @throws MedusaError (not_found), as for every failed confirmation.
 */
export const checkEmailChangeStep = createStep(
  checkEmailChangeStepId,
  async (input: RedeemEmailChangeInput, { container }) => {
    if ("token" in input) {
      const found = await resolveCustomerModule(container).emailChanges.findRedeemable(input);
      await assertConfirmable(container, { ...found, is_resumed: false });
    }
    return new StepResponse(undefined);
  },
);
