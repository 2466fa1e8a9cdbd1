import { type AuthenticatedMedusaRequest, type MedusaResponse, refetchEntity } from "@medusajs/framework/http";
import { confirmEmailChange } from "../../../../../utils/confirm-email-change";
import type { ConfirmEmailChangeBody } from "../validators";

/** Confirms a change of the logged-in customer's email, also one that an admin requested. Answers `{ customer }`. */
export async function POST(
  req: AuthenticatedMedusaRequest<ConfirmEmailChangeBody>,
  res: MedusaResponse,
): Promise<void> {
  const customer_id = req.auth_context.actor_id;
  await confirmEmailChange(req.scope, { token: req.validatedBody.token, customer_id });
  const customer = await refetchEntity({
    entity: "customer",
    idOrFilter: customer_id,
    scope: req.scope,
    fields: req.queryConfig.fields,
  });
  res.status(200).json({ customer });
}
