import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { linkLoginWorkflow } from "../../../../../workflows/logins/workflows/link-login";
import { assertCustomer } from "../../../../utils/assert-customer";
import { loginBodies } from "../../../../utils/login-bodies";
import type { AdminLinkLoginBody } from "./validators";

/** Every way in which a customer logs in, `{ logins }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  res.status(200).json({ logins: await loginBodies(req.scope, id) });
}

/** Links an auth identity that has no account and has verified the customer's email. Answers all logins. */
export async function POST(req: AuthenticatedMedusaRequest<AdminLinkLoginBody>, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  const { auth_identity_id } = req.validatedBody;
  await linkLoginWorkflow(req.scope).run({ input: { customer_id: id, auth_identity_id } });
  res.status(200).json({ logins: await loginBodies(req.scope, id) });
}
