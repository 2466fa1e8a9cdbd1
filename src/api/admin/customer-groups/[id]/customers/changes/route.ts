import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../../shared/customer-module";
import { assertGroup } from "../../../../../utils/assert-group";
import { listGroupChangesQuery } from "./validators";

/**
 * Lists the changes of many members of the last 30 days, the last one first: `{ changes, count, limit, offset }`.
 *
 * Each has numbers of customers, `{ id, added, removed, undoes, undone_by, created_by, created_at }`.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id } = req.params;
  const page = await zodValidator(listGroupChangesQuery, req.query);
  await assertGroup(req.scope, id);
  const { changes, count } = await resolveCustomerModule(req.scope).membershipBatches.listChanges({
    groupId: id,
    ...page,
  });
  res.status(200).json({ changes, count, ...page });
}
