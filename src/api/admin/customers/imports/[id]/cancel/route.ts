import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { cancelImportWorkflow } from "../../../../../../workflows/imports/workflows/cancel-import";
import { progressOf } from "../../progress";

/** Ends an import at once. What is stored stays, in whole batches; the counts of the answer say how much that is. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { result } = await cancelImportWorkflow(req.scope).run({ input: { id: req.params.id } });
  res.status(200).json({ import: { ...result, progress: progressOf(result) } });
}
