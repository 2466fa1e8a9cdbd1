import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { coreRequestVerification } from "../../../../medusa/auth-routes";
import { findLoginName } from "../../../../workflows/logins/find-login-name";

type Request = Parameters<typeof coreRequestVerification>[0];

/**
 * Core's route; an email that is the name of the caller's own login in another spelling is verified as that login spells
 * it: Medusa looks for the verification of a login by its exact name.
 */
export async function POST(req: Request & AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  if (req.auth_context.actor_type === "customer") {
    const { entity_id, entity_type } = req.validatedBody;
    const verification = { auth_identity_id: req.auth_context.auth_identity_id, entity_id, entity_type };
    req.validatedBody = { ...req.validatedBody, entity_id: await findLoginName(req.scope, verification) };
  }
  await coreRequestVerification(req, res);
}
