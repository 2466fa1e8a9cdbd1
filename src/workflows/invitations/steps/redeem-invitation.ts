import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

const redeemInvitationStepId = "customers-redeem-invitation-step";

export type RedeemInvitationInput = { token: string };

/**
 * Redeems the token of an invitation. An accepted one can be redeemed again after a minute; the next steps refuse it when
 * the customer has a login.
 *
 * Compensation makes the token as valid as before.
 */
export const redeemInvitationStep = createStep(
  redeemInvitationStepId,
  async ({ token }: RedeemInvitationInput, { container }) => {
    const { invitation, undo } = await resolveCustomerModule(container).invitations.redeem(token);
    return new StepResponse(invitation, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      logNotReverted(container, "invitations", await resolveCustomerModule(container).invitations.undo(undo));
    }
  },
);
