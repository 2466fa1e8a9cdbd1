import type { MedusaContainer, ProviderIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { authFilter } from "../../medusa/auth-filters";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS } from "./find-logins";
import { normalizeOrNull } from "./normalize-or-null";

/** A login at emailpass, with its name in the Auth module. */
export type NamedLogin = { name: string; auth_identity_id: string };

export type LoginLookup = {
  /** The email in the store's spelling, the name of a new login. A text that is not an email stays as it is. */
  stored: string;
  login: NamedLogin | null;
};

/**
 * Finds the emailpass login of an email.
 *
 * The Auth module compares names letter by letter, and a login that core created has the spelling that was typed then.
 *
 * 1. The login of exactly this name: no login hides another one.
 * 2. The login of the store's spelling.
 * 3. The login of a spelling that `db:migrate` has replaced by the store's.
 *
 * All names are one read, so that a concurrent rename hides no login. An email without a login costs the same two
 * statements by an index, whether a customer has it or not.
 */
export async function lookUpLogin(container: MedusaContainer, given: string): Promise<LoginLookup> {
  const service = resolveCustomerModule(container);
  const stored = normalizeOrNull(service, given);
  if (stored === null) {
    return { stored: given, login: null };
  }
  const names = [...new Set([given, stored, ...(await service.emails.listOldSpellings(stored))])];
  const named = authFilter({ provider: EMAILPASS, entity_id: names });
  const logins = await container.resolve(Modules.AUTH).listProviderIdentities(named, { take: names.length });
  const byName = (name: string) => logins.find(({ entity_id }) => entity_id === name);
  const login = byName(given) ?? byName(stored) ?? (await loginOfCustomer(container, logins, stored));
  return {
    stored,
    login: login ? { name: login.entity_id, auth_identity_id: login.auth_identity_id ?? "" } : null,
  };
}

/** Finds the login, among logins with old spellings, of the customer who has the email now. */
async function loginOfCustomer(
  container: MedusaContainer,
  logins: readonly ProviderIdentityDTO[],
  email: string,
): Promise<ProviderIdentityDTO | undefined> {
  if (!logins.length) {
    return undefined;
  }
  const ids = logins.map(({ auth_identity_id }) => auth_identity_id ?? "");
  const identities = await container.resolve(Modules.AUTH).listAuthIdentities({ id: ids }, { take: ids.length });
  const registered = { email, has_account: true };
  const [customer] = await resolveCustomerModule(container).listCustomers(registered, { select: ["id"] });
  const own = identities.filter(({ app_metadata }) => customer && app_metadata?.customer_id === customer.id);
  return logins.find(({ auth_identity_id }) => own.some(({ id }) => id === auth_identity_id));
}
