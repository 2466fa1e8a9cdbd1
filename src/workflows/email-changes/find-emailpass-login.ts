import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { hashSecretToken } from "../../modules/customer/database/secret-token";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS, findLogins, type Login } from "../logins/find-logins";

export type EmailpassLogin = {
  /** The login to rename when the email changes: the one at the new email, else at the old email, else the oldest. */
  login: Login | undefined;
  /**
   * Whether the account also keeps a login at its old email: it has a login at both, after a merge with `keep_logins`, and
   * the two cannot have the same name.
   */
  hasOldLogin: boolean;
};

export async function findEmailpassLogin(
  container: MedusaContainer,
  { customer_id, old_email, new_email }: { customer_id: string; old_email: string | null; new_email: string },
): Promise<EmailpassLogin> {
  const service = resolveCustomerModule(container);
  const logins = (await findLogins(container, customer_id)).filter(({ provider }) => provider === EMAILPASS);
  const atNew = logins.find(({ entity_id }) => entity_id === new_email);
  const atOld = logins.find(
    (one) => one !== atNew && old_email !== null && service.emails.isSpellingOf(one.entity_id, old_email),
  );
  return { login: atNew ?? atOld ?? logins[0], hasOldLogin: atNew !== undefined && atOld !== undefined };
}

/**
 * Returns a value that changes with the password of a login; null without a password.
 *
 * It is a hash of the salted hash that the provider stores: neither can be read from it, and the same password set again
 * has another one.
 */
export async function readPasswordFingerprint(
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
