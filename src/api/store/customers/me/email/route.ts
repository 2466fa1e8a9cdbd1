import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { cancelEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/cancel-email-change";
import { requestEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/request-email-change";
import { answerTooManyRequests } from "../../../../utils/answer-too-many-requests";
import { assertOwner } from "../../../../utils/assert-owner";
import { emailChangeBody } from "../../../../utils/email-change-body";
import type { RequestEmailChangeBody } from "./validators";

/** Answers the pending change of email, `{ email_change }`; null when there is none. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const change = await resolveCustomerModule(req.scope).emailChanges.retrievePending(req.auth_context.actor_id);
  res.status(200).json({ email_change: change && emailChangeBody(change) });
}

/**
 * Requests another email. The answer does not reveal whether another customer has it. For an account without a
 * password, the old email has to approve the change first. Too many requests get 429.
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

/** Cancels the pending change. Its token is void. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { result } = await cancelEmailChangeWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id },
  });
  res.status(200).json({ id: result.id, object: "email_change", deleted: true });
}
