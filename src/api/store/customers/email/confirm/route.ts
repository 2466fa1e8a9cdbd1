import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { ConfirmEmailChangeBody } from "../../me/email/validators";
import { confirmEmailChange } from "./confirm-email-change";

/**
 * Confirms, without a login, a change that an admin requested.
 *
 * It is for customers who cannot log in any more. The answer contains no data of the customer.
 */
export async function POST(req: MedusaRequest<ConfirmEmailChangeBody>, res: MedusaResponse): Promise<void> {
  await confirmEmailChange(req.scope, { token: req.validatedBody.token });
  res.status(200).json({ confirmed: true });
}
