import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../shared/customer-module";
import { assertCustomer } from "../../../../utils/assert-customer";
import { listMergesQuery } from "./validators";

/**
 * Lists the customers who were merged into this one, the last one first: `{ merges, count, limit, offset }`.
 *
 * Each has the merged customer's record as it was then, `{ id, kind, created_by, created_at, completed_at, customer }`.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  const page = await zodValidator(listMergesQuery, req.query);
  await assertCustomer(req.scope, id);
  const { merges, count } = await resolveCustomerModule(req.scope).merges.listMergedInto(id, page);
  res.status(200).json({ merges, count, ...page });
}
