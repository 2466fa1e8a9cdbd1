import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** Returns the customers who have a login of any provider, in one read. */
export async function findCustomersWithLogins(
  container: MedusaContainer,
  customerIds: readonly string[],
): Promise<Set<string>> {
  // An empty list is a filter without a condition to the Auth module.
  if (!customerIds.length) {
    return new Set();
  }
  const identities = await container
    .resolve(Modules.AUTH)
    .listAuthIdentities({ app_metadata: { customer_id: [...customerIds] } });
  return new Set(identities.map(({ app_metadata }) => String(app_metadata?.customer_id)));
}
