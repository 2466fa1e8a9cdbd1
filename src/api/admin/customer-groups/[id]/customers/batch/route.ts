import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { batchGroupCustomersWorkflow } from "../../../../../../workflows/groups/workflows/batch-group-customers";
import type { BatchGroupCustomersBody } from "./validators";

/**
 * Adds and removes customers of a group, all or nothing.
 *
 * By ids, or by the filters of the customer list for any number. Answers `{ id, added, removed, change_id }` with numbers of
 * customers. `change_id` is null when nothing changed; otherwise the change can be undone by it for 30 days.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<BatchGroupCustomersBody>,
  res: MedusaResponse,
): Promise<void> {
  const { id } = req.params;
  const { add, remove, additional_data } = req.validatedBody;
  const { result } = await batchGroupCustomersWorkflow(req.scope).run({
    input: {
      ...{ group_id: id, add, remove, created_by: req.auth_context.actor_id },
      additional_data: additional_data ?? undefined,
    },
  });
  const { added, removed, batch_id } = result;
  res.status(200).json({ id, added, removed, change_id: added || removed ? batch_id : null });
}
