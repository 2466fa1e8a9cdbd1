import type { CustomerDTO, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type CustomerModuleService from "../../../modules/customer/service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isEmailProven } from "../../logins/email-proof";

const findClaimStepId = "customers-find-claim-step";

export type FindClaimInput = {
  customer_id: string;
  /**
   * `proof`: an event suggests that the email is proven; a claim that is not allowed is skipped. `admin`: an admin requests
   * it, and a claim that is not allowed is an error.
   */
  trigger: "proof" | "admin";
  /** The claim needs no proof: the admin is sure that the email is the customer's. */
  skip_proof?: boolean;
};

/**
 * `guest_id` null: there is no guest to claim. `is_new` false: this guest was claimed before. `unfinished_id`: an earlier
 * claim of the customer that has not ended; its proof was checked when it began.
 */
export type FoundClaim = {
  id: string;
  guest_id: string | null;
  email: string | null;
  is_new: boolean;
  unfinished_id: string | null;
};

/** Finds the guest of a registered customer's proven email. Writes nothing. */
export const findClaimStep = createStep(findClaimStepId, async (input: FindClaimInput, { container }) => {
  const service = resolveCustomerModule(container);
  const found = await (input.trigger === "proof"
    ? findProvenClaim(container, service, input)
    : findRequestedClaim(container, service, input));
  return new StepResponse(found);
});

const noClaim = (id: string): FoundClaim => ({
  ...{ id, guest_id: null, email: null },
  ...{ is_new: false, unfinished_id: null },
});

async function findProvenClaim(
  container: MedusaContainer,
  service: CustomerModuleService,
  { customer_id }: FindClaimInput,
): Promise<FoundClaim> {
  if (service.merges.claimMode !== "on_proof") {
    return noClaim(customer_id);
  }
  const [customer] = await service.listCustomers({ id: customer_id });
  if (!customer?.has_account || !customer.email) {
    return noClaim(customer_id);
  }
  const found = await findGuest(service, customer);
  if (found.is_new && !(await isEmailProven(container, customer))) {
    return { ...noClaim(customer_id), unfinished_id: found.unfinished_id };
  }
  return found;
}

async function findRequestedClaim(
  container: MedusaContainer,
  service: CustomerModuleService,
  { customer_id, skip_proof }: FindClaimInput,
): Promise<FoundClaim> {
  if (service.merges.claimMode === "off") {
    throw notAllowedError(
      'Claiming is switched off by the option "claim". Set it to "on_proof" or "manual" to allow it.',
    );
  }
  const customer = await service.retrieveCustomer(customer_id);
  if (!customer.has_account || !customer.email) {
    throw notAllowedError(
      `Customer "${customer_id}" is a guest or has no email; only a registered customer can claim.`,
    );
  }
  if (!skip_proof && !(await isEmailProven(container, customer))) {
    throw notAllowedError(
      `The email of customer "${customer_id}" is not proven. Let the customer verify it (POST /auth/verification/request), ` +
        'or set "skip_proof" to claim without a proof.',
    );
  }
  return await findGuest(service, customer);
}

/** Finds the guest with exactly the customer's email; there is at most one. */
async function findGuest(service: CustomerModuleService, { id, email }: CustomerDTO): Promise<FoundClaim> {
  const unfinished_id = await service.merges.findUnfinishedClaim(id);
  const [guest] = await service.listCustomers({ email, has_account: false }, { select: ["id"] });
  return guest
    ? { id, guest_id: guest.id, email, is_new: true, unfinished_id }
    : { id, guest_id: await service.merges.findLastClaim(id), email, is_new: false, unfinished_id };
}

function notAllowedError(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message);
}
