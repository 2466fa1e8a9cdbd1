import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

const voidInvitationTokenStepId = "customers-void-invitation-token-step";

export type VoidInvitationTokenInput = { id: string };

/**
 * Makes the token of an accepted invitation void once the login exists. The mail must not set a password again after the
 * store has deleted that login.
 *
 * Compensation: none of its own. That of `redeemInvitationStep` restores the row, the token's hash included.
 */
export const voidInvitationTokenStep = createStep(
  voidInvitationTokenStepId,
  async ({ id }: VoidInvitationTokenInput, { container }) => {
    await resolveCustomerModule(container).invitations.voidToken(id);
    return new StepResponse(undefined);
  },
);
