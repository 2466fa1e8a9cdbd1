import type { AuthIdentityDTO, AuthVerificationDTO, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** What Medusa calls the verification of an email address, and what `POST /auth/verification/request` is given for it. */
export const EMAIL_ENTITY = "email";

/**
 * Providers of Medusa's that let nobody in whose email they have not verified. Google's refuses an ID token without
 * `email_verified`; GitHub's stores an address that its user chose to show, and counts for nothing.
 */
const VOUCHING_PROVIDERS = new Set(["google"]);

type SameEmail = (one: string) => boolean;

/**
 * Whether a login of the customer has proven that the email is its owner's: by a confirmed verification of that address
 * (`/auth/verification/*`), or by a provider that vouches for it. That a login is named like the email proves nothing:
 * anybody may register with any address.
 */
export async function isEmailProven(
  container: MedusaContainer,
  customerId: string,
  isSame: SameEmail,
): Promise<boolean> {
  const auth = container.resolve(Modules.AUTH);
  const identities = await auth.listAuthIdentities(
    { app_metadata: { customer_id: customerId } },
    { relations: ["provider_identities"] },
  );
  if (identities.some((identity) => isVouchedFor(identity, isSame))) {
    return true;
  }
  for (const { id } of identities) {
    const verifications = await auth.listAuthVerifications({ auth_identity_id: id, entity_type: EMAIL_ENTITY });
    if (verifications.some((verification) => isConfirmed(verification, isSame))) {
      return true;
    }
  }
  return false;
}

function isConfirmed({ entity_id, verified_at }: AuthVerificationDTO, isSame: SameEmail): boolean {
  return Boolean(verified_at) && isSame(entity_id);
}

function isVouchedFor({ provider_identities = [] }: AuthIdentityDTO, isSame: SameEmail): boolean {
  return provider_identities.some(({ provider, user_metadata }) => {
    const email = user_metadata?.email;
    const vouches = VOUCHING_PROVIDERS.has(provider) || user_metadata?.email_verified === true;
    return vouches && typeof email === "string" && isSame(email);
  });
}
