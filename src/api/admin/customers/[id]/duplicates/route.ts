import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { assertCustomer } from "../../../../utils/assert-customer";

/**
 * Lists customers who may be the same person as this one: `{ duplicates: [{ reason, score, customers, advice }] }`.
 *
 * Each group includes the customer. The reasons are those of `GET /admin/customers/duplicates`.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  await assertCustomer(req.scope, id);
  res.status(200).json({ duplicates: await resolveCustomerModule(req.scope).duplicates.listOf(id) });
}
