import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { batchGroupCustomersWorkflow } from "../../../../../../workflows/groups/workflows/batch-group-customers";
import type { BatchGroupCustomersBody } from "./validators";

/**
 * Adds and removes customers of a group, all or nothing: by ids, or by the customer list's filters for any number of
 * them. Answers `{ id, added, removed }`, how many customers came and went.
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
