import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http";
import { refetchEntity } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * Refuses a second registration with the token of one login. Core looks at the token only, which does not know yet that its
 * login has a customer, and answers 500 when it finds out.
 *
 * @throws MedusaError (invalid_data) in core's words.
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
