import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../customer-module";
import { isSame } from "./email-proof";
import { EMAILPASS, findLogins } from "./find-logins";

/** A login at emailpass, by the name that the Auth module keeps. */
export type NamedLogin = { name: string; auth_identity_id: string };

export type LoginLookup = {
  /** The email as this store spells it, the name of a new login. What is no email of this store stays as it is. */
  stored: string;
  login: NamedLogin | null;
};

/**
 * Finds the emailpass login that an email stands for. The Auth module compares names letter by letter, and a login that core
 * made has the spelling that was typed then.
 *
 * 1. The login of exactly this name: no login hides another one.
 * 2. The login of the store's spelling.
 * 3. The login of the customer who has this email, in any spelling that the store's rule takes for the same email.
 *
 * The first two are one read, so that a rename between them hides neither.
 */
export async function lookUpLogin(container: MedusaContainer, given: string): Promise<LoginLookup> {
  const stored = storedName(container, given);
  if (stored === null) {
    return { stored: given, login: null };
  }
  // as: the module takes a list for any field of a filter; the type of this one leaves it out.
  const names = { provider: EMAILPASS, entity_id: [given, stored] } as object;
  const logins = await container.resolve(Modules.AUTH).listProviderIdentities(names);
  const named = logins.find((one) => one.entity_id === given) ?? logins.at(0);
  if (named) {
    return { stored, login: { name: named.entity_id, auth_identity_id: named.auth_identity_id ?? "" } };
  }
  return { stored, login: await loginOfCustomer(container, stored) };
}

/** Null for what is no email of this store: a name without an @, or characters that cannot be stored. */
function storedName(container: MedusaContainer, given: string): string | null {
  try {
    return given.includes("@") ? resolveCustomerModule(container).storedSpelling(given) : null;
  } catch {
    return null;
  }
}

/** Reads `app_metadata`, for which the Auth module has no index; only where no login has one of the two names. */
async function loginOfCustomer(container: MedusaContainer, email: string): Promise<NamedLogin | null> {
  const service = resolveCustomerModule(container);
  const [customer] = await service.listCustomers({ email, has_account: true }, { select: ["id"] });
  const logins = customer ? await findLogins(container, customer.id) : [];
  const login = logins.find(({ provider, entity_id }) => provider === EMAILPASS && isSame(service, entity_id, email));
  return login ? { name: login.entity_id, auth_identity_id: login.auth_identity_id } : null;
}
