import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { undoEmailChange } from "../undo-email-change";

const redeemEmailChangeStepId = "customers-redeem-email-change-step";

export type RedeemEmailChangeInput = {
  token: string;
  /** The customer who is logged in. Without one only an admin's request can be confirmed. */
  customer_id?: string;
};

/**
 * Redeems the token of a change, so that no other caller can.
 *
 * Compensation makes the change pending again, unless the customer has requested another one since.
 */
export const redeemEmailChangeStep = createStep(
  redeemEmailChangeStepId,
  async ({ token, customer_id }: RedeemEmailChangeInput, { container }) => {
    const redeemed = await resolveCustomerModule(container).emailChanges.redeem({ token, customer_id });
    const { change, password_fingerprint, undo } = redeemed;
    return new StepResponse({ change, password_fingerprint }, undo);
  },
  undoEmailChange,
);
