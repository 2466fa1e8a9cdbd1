import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { authFilter } from "../../medusa/auth-filters";
import type { ConfirmedEmailChange } from "../../modules/customer/email-changes/list-confirmed-email-changes.sql";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS } from "../logins/find-logins";

/**
 * Finds confirmed changes of email whose customer still has the login of the old email, and none of the new one: the process
 * that confirmed them died in between.
 */
export async function findUnfinishedEmailChanges(container: MedusaContainer): Promise<ConfirmedEmailChange[]> {
  const confirmed = await resolveCustomerModule(container).emailChanges.listConfirmed();
  const emails = confirmed.flatMap(({ change: { old_email, new_email } }) => [old_email ?? "", new_email]);
  if (!emails.length) {
    return [];
  }
  const logins = await container
    .resolve(Modules.AUTH)
    .listProviderIdentities(authFilter({ provider: EMAILPASS, entity_id: emails }), { relations: ["auth_identity"] });
  const names = new Set(
    logins.map(({ entity_id, auth_identity }) => nameOf(auth_identity?.app_metadata?.customer_id, entity_id)),
  );
  return confirmed.filter(
    ({ change: { customer_id, old_email, new_email } }) =>
      names.has(nameOf(customer_id, old_email)) && !names.has(nameOf(customer_id, new_email)),
  );
}

const nameOf = (customerId: unknown, email: string | null): string => JSON.stringify([customerId, email]);
