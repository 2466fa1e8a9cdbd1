import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AdditionalData } from "@medusajs/framework/types";
import { previewMergeWorkflow } from "../../../../../workflows/merges/workflows/preview-merge";
import type { MergeBody } from "../validators";

/** Answers the effects of a merge in all modules, and its blockers: `{ preview: { plan, moves, blockers } }`. */
export async function POST(
  req: AuthenticatedMedusaRequest<MergeBody & AdditionalData>,
  res: MedusaResponse,
): Promise<void> {
  const { additional_data: _, ...input } = req.validatedBody;
  const { result } = await previewMergeWorkflow(req.scope).run({ input });
  res.status(200).json({ preview: result });
}
