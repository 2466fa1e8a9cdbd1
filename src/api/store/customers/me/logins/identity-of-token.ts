import { getAuthContextFromJwtToken } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";

/** The one answer to every login that cannot be linked: whose it is, or what it lacks, is not told. */
export function notLinkable(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "This login cannot be linked. It must be new, that is no account's login yet, and must have proven the email of this " +
      "account.",
  );
}

/**
 * The auth identity that a token of Medusa's auth routes stands for: what a customer holds after logging in at a second
 * provider, whose identity has no account yet.
 *
 * @throws MedusaError (not_allowed), in the same words whatever the reason.
 */
export function identityOfToken(scope: MedusaContainer, token: string): string {
  const { http } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  const context = getAuthContextFromJwtToken(
    `Bearer ${token}`,
    http.jwtSecret ?? "",
    ["bearer"],
    ["customer"],
    http.jwtPublicKey,
    http.jwtVerifyOptions ?? http.jwtOptions,
  );
  const lacksSecondFactor = context?.mfa_enabled && !context.mfa_challenge_completed_at;
  if (!context?.auth_identity_id || context.actor_id || lacksSecondFactor) {
    throw notLinkable();
  }
  return context.auth_identity_id;
}
