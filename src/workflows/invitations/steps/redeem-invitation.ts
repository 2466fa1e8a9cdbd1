import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

const redeemInvitationStepId = "customers-redeem-invitation-step";

export type RedeemInvitationInput = { token: string };

/** Redeems the token of an invitation, once. Compensation makes it valid again. */
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
