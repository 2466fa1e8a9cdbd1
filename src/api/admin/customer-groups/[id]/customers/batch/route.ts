import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { batchGroupCustomersWorkflow } from "../../../../../../workflows/groups/workflows/batch-group-customers";
import type { BatchGroupCustomersBody } from "./validators";

/**
 * Adds and removes customers of a group, all or nothing.
 *
 * By ids, or by the filters of the customer list for any number. Answers `{ id, added, removed }` with numbers of customers.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<BatchGroupCustomersBody>,
  res: MedusaResponse,
): Promise<void> {
  const { id } = req.params;
  const { add, remove, additional_data } = req.validatedBody;
  const { result } = await batchGroupCustomersWorkflow(req.scope).run({
    input: { group_id: id, add, remove, additional_data: additional_data ?? undefined },
  });
  res.status(200).json({ id, added: result.added, removed: result.removed });
}
