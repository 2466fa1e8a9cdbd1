import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { answerCustomer } from "../../../../../utils/answer-customer";
import { confirmEmailChange } from "../../../email/confirm/confirm-email-change";
import type { ConfirmEmailChangeBody } from "../validators";

/** Confirms a change of the logged-in customer's email, also one that an admin requested. Answers `{ customer }`. */
export async function POST(
  req: AuthenticatedMedusaRequest<ConfirmEmailChangeBody>,
  res: MedusaResponse,
): Promise<void> {
  const customer_id = req.auth_context.actor_id;
  await confirmEmailChange(req.scope, { token: req.validatedBody.token, customer_id });
  await answerCustomer(req, res, customer_id);
}
