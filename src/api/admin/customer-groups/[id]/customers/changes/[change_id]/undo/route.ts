import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AdditionalData } from "@medusajs/framework/types";
import { undoGroupChangeWorkflow } from "../../../../../../../../workflows/groups/workflows/undo-group-change";

/**
 * Undoes a change of many members: who joined leaves, who had left comes back as before.
 *
 * The undo is a change of its own with the id `change_id`. Answers `{ id, change_id, added, removed, skipped }`; `skipped`
 * customers joined, left or were deleted meanwhile.
 */
export async function POST(req: AuthenticatedMedusaRequest<AdditionalData>, res: MedusaResponse): Promise<void> {
  const { id, change_id } = req.params;
  const { result } = await undoGroupChangeWorkflow(req.scope).run({
    input: {
      ...{ group_id: id, change_id, created_by: req.auth_context.actor_id },
      additional_data: req.validatedBody.additional_data ?? undefined,
    },
  });
  const { batch_id, added, removed, skipped } = result;
  res.status(200).json({ id, change_id: batch_id, added, removed, skipped });
}
