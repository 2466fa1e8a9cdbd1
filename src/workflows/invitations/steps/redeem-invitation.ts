import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { reportLeft } from "../../../shared/log-not-reverted";

export const claimInvitationStepId = "customers-claim-invitation";

export type ClaimInvitationInput = { token: string };

/** Takes the invitation that the token stands for, so that nobody else can. Compensation makes it good again. */
export const claimInvitationStep = createStep(
  claimInvitationStepId,
  async ({ token }: ClaimInvitationInput, { container }) => {
    const { invitation, undo } = await resolveCustomerModule(container).invitations.redeem(token);
    return new StepResponse(invitation, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      reportLeft(container, "invitations", await resolveCustomerModule(container).invitations.undo(undo));
    }
  },
);
