import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { confirmEmailChange } from "../../../../utils/confirm-email-change";
import type { ConfirmEmailChangeBody } from "../../me/email/validators";

/**
 * Confirms, without a login, a change that an admin requested: it is for customers who cannot log in any more. The answer
 * contains no data of the customer.
 */
export async function POST(req: MedusaRequest<ConfirmEmailChangeBody>, res: MedusaResponse): Promise<void> {
  await confirmEmailChange(req.scope, { token: req.validatedBody.token });
  res.status(200).json({ confirmed: true });
}
