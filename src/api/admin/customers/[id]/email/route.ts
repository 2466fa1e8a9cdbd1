import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { cancelEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/cancel-email-change";
import { requestEmailChangeWorkflow } from "../../../../../workflows/email-changes/workflows/request-email-change";
import { assertCustomer } from "../../../../utils/assert-customer";
import { emailChangeBody } from "../../../../utils/email-change-body";
import type { AdminRequestEmailChangeBody } from "./validators";

/** Answers the pending change of email, `{ email_change }`; null when there is none. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  const change = await resolveCustomerModule(req.scope).emailChanges.retrievePending(id);
  res.status(200).json({ email_change: change && emailChangeBody(change) });
}

/** Requests another email for a registered customer. A taken email is refused, and the message names its owner. */
export async function POST(
  req: AuthenticatedMedusaRequest<AdminRequestEmailChangeBody>,
  res: MedusaResponse,
): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  const { result } = await requestEmailChangeWorkflow(req.scope).run({
    input: { customer_id: id, email: req.validatedBody.email, requested_by: "admin" },
  });
  res.status(202).json({ email_change: emailChangeBody(result) });
}

/** Cancels the pending change, also one that the customer requested. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  const { result } = await cancelEmailChangeWorkflow(req.scope).run({ input: { customer_id: id } });
  res.status(200).json({ id: result.id, object: "email_change", deleted: true });
}
