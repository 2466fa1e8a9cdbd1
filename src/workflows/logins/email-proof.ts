import type { AuthVerificationDTO, CustomerDTO, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type CustomerModuleService from "../../modules/customer/service";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS, findLogins, type Login } from "./find-logins";
import { normalizeOrNull } from "./normalize-or-null";

const DEFAULT_ENTITY_TYPE = "email";

/**
 * Returns the entity type of emails in Medusa's verifications: the one that the store demands of emailpass, or Medusa's
 * default.
 */
export function readEmailEntityType(container: MedusaContainer): string {
  const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  const demanded = http.authVerificationsPerActor?.customer?.find(({ auth_provider }) => auth_provider === EMAILPASS);
  return demanded?.entity_type ?? DEFAULT_ENTITY_TYPE;
}

/**
 * Finds the logins whose owner provably receives mail at the email.
 *
 * These are logins whose identity has confirmed it through Medusa's verification, and logins of a provider that the store
 * trusts to return verified emails only.
 *
 * @returns the ids of the auth identities.
 */
export async function findProvingIdentities(
  container: MedusaContainer,
  logins: readonly Login[],
  email: string | null,
): Promise<Set<string>> {
  if (email === null) {
    return new Set();
  }
  const service = resolveCustomerModule(container);
  const proving = logins
    .filter((login) => hasTrustedEmail(service, login, email))
    .map((login) => login.auth_identity_id);
  const ids = [...new Set(logins.map((login) => login.auth_identity_id))];
  const verified = await Promise.all(ids.map((id) => hasVerifiedEmail(container, id, email)));
  return new Set([...proving, ...ids.filter((_, index) => verified[index])]);
}

/** Whether a login of the customer proves that the email is theirs. */
export async function isEmailProven(
  container: MedusaContainer,
  { id, email }: Pick<CustomerDTO, "id" | "email">,
): Promise<boolean> {
  return (await findProvingIdentities(container, await findLogins(container, id), email)).size > 0;
}

/** Whether a login has verified the email, in any spelling of it. */
export async function hasVerifiedEmail(
  container: MedusaContainer,
  authIdentityId: string,
  email: string,
): Promise<boolean> {
  const service = resolveCustomerModule(container);
  const found = await container
    .resolve(Modules.AUTH)
    .listAuthVerifications({ auth_identity_id: authIdentityId, entity_type: readEmailEntityType(container) });
  const isProof = ({ verified_at, entity_id }: AuthVerificationDTO) =>
    verified_at && isSameEmail(service, entity_id, email);
  return found.some(isProof);
}

function hasTrustedEmail(service: CustomerModuleService, { provider, user_metadata }: Login, email: string): boolean {
  const { trusted_email_providers } = service.logins.settings();
  return (
    trusted_email_providers.includes(provider) &&
    // Google's provider refuses an unverified email; another provider may set this field.
    user_metadata?.email_verified !== false &&
    isSameEmail(service, user_metadata?.email, email)
  );
}

/** Whether a text is the email in any spelling. A text that is not an email is not. */
export function isSameEmail(service: CustomerModuleService, text: unknown, email: string): boolean {
  return typeof text === "string" && normalizeOrNull(service, text) === email;
}
