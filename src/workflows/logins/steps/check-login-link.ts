import type { AuthIdentityDTO, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { notFoundError } from "../../../shared/errors";
import { findProvingIdentities } from "../email-proof";
import { loginsOf } from "../find-logins";

const checkLoginLinkStepId = "customers-check-login-link-step";

export type LoginLink = { customer_id: string; auth_identity_id: string };

/**
 * Checks that an identity may become a login of a customer. Writes nothing.
 *
 * It must have no customer yet, and prove that its owner receives the customer's mail.
 *
 * @throws MedusaError (not_found, not_allowed) with ids and what to do, for an admin; not for shoppers.
 */
export const checkLoginLinkStep = createStep(
  checkLoginLinkStepId,
  async ({ customer_id, auth_identity_id }: LoginLink, { container }) => {
    const email = await retrieveAccountEmail(container, customer_id);
    const identity = await retrieveIdentity(container, auth_identity_id);
    assertUnlinked(identity);
    const proving = await findProvingIdentities(container, loginsOf([identity]), email);
    if (!proving.has(auth_identity_id)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Login ${auth_identity_id} has not proven that it receives mail at the email of customer ${customer_id}. Its ` +
          "holder can do so through POST /auth/verification/request and .../confirm with that email, or use a provider " +
          'that the option "trusted_email_providers" names.',
      );
    }
    return new StepResponse(undefined);
  },
);

/** Checks that an identity has no customer. @throws MedusaError (not_allowed) */
export function assertUnlinked({ id, app_metadata }: AuthIdentityDTO): void {
  const owner = app_metadata?.customer_id;
  if (owner != null) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Login ${id} is a login of customer ${owner} already. Take it from that customer first.`,
    );
  }
}

/** @throws MedusaError (not_found) */
export async function retrieveIdentity(container: MedusaContainer, id: string): Promise<AuthIdentityDTO> {
  const [identity] = await container
    .resolve(Modules.AUTH)
    .listAuthIdentities({ id: [id] }, { relations: ["provider_identities"] });
  if (!identity) {
    throw notFoundError("Auth identity", id);
  }
  return identity;
}

async function retrieveAccountEmail(container: MedusaContainer, id: string): Promise<string | null> {
  const select: ("id" | "email" | "has_account")[] = ["id", "email", "has_account"];
  const [customer] = await resolveCustomerModule(container).listCustomers({ id }, { select });
  if (!customer) {
    throw notFoundError("Customer", id);
  }
  if (!customer.has_account) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Customer ${id} is a guest; only an account can have logins.`);
  }
  // as: the contract says text; the column may be empty.
  return customer.email as string | null;
}
