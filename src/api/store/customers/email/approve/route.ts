import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { approveEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/approve-email-change";
import type { ConfirmEmailChangeBody } from "../../me/email/validators";

/**
 * Approves a change of email with the token that was mailed to the old address; a mail to the new one follows. Needs no
 * login, as it lets nobody in: the confirmation asks for one. Nothing of the customer is answered.
 */
export async function POST(req: MedusaRequest<ConfirmEmailChangeBody>, res: MedusaResponse): Promise<void> {
  await approveEmailChangeWorkflow(req.scope).run({ input: { token: req.validatedBody.token } });
  res.status(200).json({ approved: true });
}
