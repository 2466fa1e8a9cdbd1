import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { cancelEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/cancel-email-change";
import { requestEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/request-email-change";
import { answerTooManyRequests } from "../../../../utils/answer-too-many-requests";
import { assertOwner } from "../../../../utils/assert-owner";
import { emailChangeBody } from "../../../../utils/email-change-body";
import type { RequestEmailChangeBody } from "./validators";

/** The change of email that waits for its confirmation, `{ email_change }`, null when none does. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const change = await resolveCustomerModule(req.scope).emailChanges.retrievePending(req.auth_context.actor_id);
  res.status(200).json({ email_change: change && emailChangeBody(change) });
}

/**
 * Asks for another email. The answer is the same whether or not the address is somebody else's. Of an account without a
 * password the old address is asked first. Whoever asks too often is answered 429.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<RequestEmailChangeBody>,
  res: MedusaResponse,
): Promise<void> {
  const { email, password } = req.validatedBody;
  await answerTooManyRequests(res, async () => {
    const is_owner_proven = await assertOwner(req, password);
    const { result } = await requestEmailChangeWorkflow(req.scope).run({
      input: { customer_id: req.auth_context.actor_id, email, requested_by: "customer", is_owner_proven },
    });
    res.status(202).json({ email_change: emailChangeBody(result) });
  });
}

/** Cancels the change that waits; its token is dead. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { result } = await cancelEmailChangeWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id },
  });
  res.status(200).json({ id: result.id, object: "email_change", deleted: true });
}
