import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const redeemInvitationStepId = "customers-redeem-invitation-step";

export type RedeemInvitationInput = { token: string };

/** Takes the invitation that the token stands for, so that nobody else can. Compensation makes it good again. */
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
