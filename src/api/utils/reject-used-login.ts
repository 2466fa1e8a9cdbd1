import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http";
import { refetchEntity } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * Rejects a second registration with the token of one login. Core checks only the token, which does not contain the new
 * customer yet, and then answers 500.
 *
 * @throws MedusaError (invalid_data) with core's message.
 */
export async function rejectUsedLogin(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const id = req.auth_context?.auth_identity_id;
  const login = id
    ? await refetchEntity({ entity: "auth_identity", idOrFilter: id, scope: req.scope, fields: ["app_metadata"] })
    : undefined;
  if (login?.app_metadata?.customer_id) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Request already authenticated as a customer.");
  }
  next();
}
