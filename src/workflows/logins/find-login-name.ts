import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../shared/customer-module";
import { isSameEmail, readEmailEntityType } from "./email-proof";
import { EMAILPASS } from "./find-logins";
import { normalizeOrNull } from "./normalize-or-null";

export type VerificationSubject = { auth_identity_id: string; entity_id: string; entity_type: string };

/**
 * Returns the email to verify in the spelling of the login's name, if both are the same email.
 *
 * Any other email, and any other text, is returned as given.
 */
export async function findLoginName(
  container: MedusaContainer,
  { auth_identity_id, entity_id, entity_type }: VerificationSubject,
): Promise<string> {
  if (entity_type !== readEmailEntityType(container)) {
    return entity_id;
  }
  const [identity] = await container
    .resolve(Modules.AUTH)
    .listAuthIdentities({ id: [auth_identity_id] }, { relations: ["provider_identities"] });
  const logins = (identity?.provider_identities ?? []).filter(({ provider }) => provider === EMAILPASS);
  if (logins.some((login) => login.entity_id === entity_id)) {
    return entity_id;
  }
  const service = resolveCustomerModule(container);
  const own = logins.find((login) =>
    isSameEmail(service, entity_id, normalizeOrNull(service, login.entity_id) ?? login.entity_id),
  );
  return own?.entity_id ?? entity_id;
}
