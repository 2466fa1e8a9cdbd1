import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import type { RedeemInvitationInput } from "./redeem-invitation";

const findInvitedCustomerStepId = "customers-find-invited-customer-step";

/**
 * Finds the customer whose logins are locked before the token is redeemed. Writes nothing.
 *
 * A customer who is deleted or merged meanwhile is not found by `redeemInvitationStep`.
 *
 * @throws MedusaError (not_found), as every acceptance that fails.
 */
export const findInvitedCustomerStep = createStep(
  findInvitedCustomerStepId,
  async ({ token }: RedeemInvitationInput, { container }) =>
    new StepResponse({ customer_ids: [await resolveCustomerModule(container).invitations.findCustomer(token)] }),
);
