import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import type { RedeemInvitationInput } from "./redeem-invitation";

export const findInvitedCustomerStepId = "customers-find-invited-customer-step";

/**
 * Whose logins are to be held before the invitation is taken: a customer who is deleted or merged until then is found no
 * more by `redeemInvitationStep`. Writes nothing.
 *
 * @throws MedusaError (not_found) as every acceptance that fails.
 */
export const findInvitedCustomerStep = createStep(
  findInvitedCustomerStepId,
  async ({ token }: RedeemInvitationInput, { container }) =>
    new StepResponse({ customer_ids: [await resolveCustomerModule(container).invitations.findCustomer(token)] }),
);
