import { getAuthContextFromJwtToken } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";

/** Makes the one error for every login that cannot be linked. It reveals neither the owner nor the reason. */
export function notLinkable(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "This login cannot be linked. It must be new, that is no account's login yet, and must have proven the email of this " +
      "account.",
  );
}

/**
 * Returns the auth identity of a token of Medusa's auth routes. A customer gets such a token after a login at a second
 * provider, whose identity has no account yet.
 *
 * @throws MedusaError (not_allowed), with the same message for every reason.
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
