import type { MedusaContainer } from "@medusajs/framework/types";
import { resolveCustomerModule } from "../../shared/customer-module";
import { findProvingIdentities } from "../../workflows/logins/email-proof";
import { findLogins } from "../../workflows/logins/find-logins";

/**
 * Reads a customer's logins for an answer, without a provider's secrets and without its data about the person.
 * `email_verified` says whether the login has verified the customer's email.
 */
export async function loginBodies(scope: MedusaContainer, customerId: string) {
  const [customer] = await resolveCustomerModule(scope).listCustomers({ id: customerId }, { select: ["id", "email"] });
  const logins = await findLogins(scope, customerId);
  const proving = await findProvingIdentities(scope, logins, customer?.email ?? null);
  return logins.map(({ id, auth_identity_id, provider, entity_id, created_at, updated_at }) => ({
    ...{ id, auth_identity_id, provider, entity_id },
    email_verified: proving.has(auth_identity_id),
    ...{ created_at, updated_at },
  }));
}
