import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { unlinkLoginWorkflow } from "../../../../../../workflows/logins/workflows/unlink-login";
import { assertCustomer } from "../../../../../utils/assert-customer";

/** Removes a login from a customer, but not the last one. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id, login_id } = req.params;
  await assertCustomer(req.scope, id);
  await unlinkLoginWorkflow(req.scope).run({ input: { customer_id: id, login_id } });
  res.status(200).json({ id: login_id, object: "login", deleted: true });
}
