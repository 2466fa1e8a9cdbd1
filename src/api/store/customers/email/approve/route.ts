import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { approveEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/approve-email-change";
import type { ConfirmEmailChangeBody } from "../../me/email/validators";

/**
 * Approves a change of email with the token that was mailed to the old address; a mail to the new one follows. Needs no
 * login, because only the confirmation changes the account. The answer contains no data of the customer.
 */
export async function POST(req: MedusaRequest<ConfirmEmailChangeBody>, res: MedusaResponse): Promise<void> {
  await approveEmailChangeWorkflow(req.scope).run({ input: { token: req.validatedBody.token } });
  res.status(200).json({ approved: true });
}
