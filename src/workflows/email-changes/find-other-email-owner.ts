import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS } from "../logins/find-logins";

/**
 * Who has an address already, other than the customer: a registered customer, or an emailpass login, be it another
 * customer's, a dashboard user's or one whose registration was never finished. A guest is nobody's hindrance.
 *
 * @returns what it is, by its id, for an admin to read.
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
