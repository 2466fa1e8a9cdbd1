import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS } from "../logins/find-logins";

/**
 * Finds the owner of an email other than the customer: a registered customer, or an emailpass login.
 *
 * The login may be another customer's, a dashboard user's, or one of an unfinished registration. A guest does not count.
 *
 * @returns its kind and id, for an admin to read.
 */
export async function findOtherEmailOwner(
  container: MedusaContainer,
  { email, customer_id }: { email: string; customer_id: string },
): Promise<string | undefined> {
  const registered = await resolveCustomerModule(container).listCustomers(
    { email, has_account: true },
    { select: ["id"] },
  );
  const other = registered.find(({ id }) => id !== customer_id);
  if (other) {
    return `customer ${other.id}`;
  }
  const auth = container.resolve(Modules.AUTH);
  const logins = await auth.listProviderIdentities(
    { provider: EMAILPASS, entity_id: email },
    { relations: ["auth_identity"] },
  );
  const foreign = logins.find(({ auth_identity }) => auth_identity?.app_metadata?.customer_id !== customer_id);
  return foreign && `login ${foreign.id}`;
}
