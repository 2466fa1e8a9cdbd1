import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { hashSecretToken } from "../../modules/customer/domain/secret-token";
import { resolveCustomerModule } from "../customer-module";
import { isSame } from "../login/email-proof";
import { EMAILPASS, findLogins, type Login } from "../login/find-logins";

/**
 * The emailpass login that goes along when a customer's email changes: the one at the new address if there is one
 * already, else the one at the old address, else the oldest.
 */
export async function emailpassLoginOf(
  container: MedusaContainer,
  { customer_id, old_email, new_email }: { customer_id: string; old_email: string | null; new_email: string },
): Promise<Login | undefined> {
  const service = resolveCustomerModule(container);
  const logins = (await findLogins(container, customer_id)).filter(({ provider }) => provider === EMAILPASS);
  return (
    logins.find(({ entity_id }) => entity_id === new_email) ??
    logins.find(({ entity_id }) => old_email !== null && isSame(service, entity_id, old_email)) ??
    logins[0]
  );
}

/**
 * Whether an account would go on being entered by its old address: it has an emailpass login at both addresses, after a
 * merge with `keep_logins`, and none of the two can be called as the other is.
 */
export async function keepsOldLogin(
  container: MedusaContainer,
  { customer_id, old_email, new_email }: { customer_id: string; old_email: string | null; new_email: string },
): Promise<boolean> {
  const service = resolveCustomerModule(container);
  const logins = (await findLogins(container, customer_id)).filter(({ provider }) => provider === EMAILPASS);
  return (
    logins.some(({ entity_id }) => entity_id === new_email) &&
    logins.some(
      ({ entity_id }) => entity_id !== new_email && old_email !== null && isSame(service, entity_id, old_email),
    )
  );
}

/**
 * Tells one password of a login from another. It is a hash of the salted hash that the provider keeps, so that neither can be
 * read out of it, and a password that is set anew has another, also when it is the same word. Null without a password.
 */
export async function passwordFingerprintOf(
  container: MedusaContainer,
  login: Pick<Login, "id"> | undefined,
): Promise<string | null> {
  if (!login) {
    return null;
  }
  const [identity] = await container.resolve(Modules.AUTH).listProviderIdentities({ id: [login.id] });
  const hash = identity?.provider_metadata?.password;
  return typeof hash === "string" ? hashSecretToken(hash) : null;
}
