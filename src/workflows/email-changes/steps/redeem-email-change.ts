import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { undoEmailChange } from "../undo-email-change";

export const redeemEmailChangeStepId = "customers-redeem-email-change-step";

export type RedeemEmailChangeInput = {
  token: string;
  /** Who is logged in. Without it only what an admin requested can be confirmed. */
  customer_id?: string;
};

/**
 * Takes the change that the token stands for, so that nobody else can.
 *
 * Compensation lets it wait again, unless the customer has asked for another one since.
 */
export const redeemEmailChangeStep = createStep(
  redeemEmailChangeStepId,
  async ({ token, customer_id }: RedeemEmailChangeInput, { container }) => {
    const taken = await resolveCustomerModule(container).emailChanges.redeem({ token, customer_id });
    const { change, password_fingerprint, undo } = taken;
    return new StepResponse({ change, password_fingerprint }, undo);
  },
  undoEmailChange,
);
