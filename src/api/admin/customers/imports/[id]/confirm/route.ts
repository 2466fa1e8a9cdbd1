import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { confirmImportWorkflow } from "../../../../../../workflows/customer-import/workflows/confirm-import";
import { progressOf } from "../../progress";

/** Lets an import that is ready be stored, in the background. Answers 202 with the import. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { result } = await confirmImportWorkflow(req.scope).run({ input: { id: req.params.id } });
  res.status(202).json({ import: { ...result, progress: progressOf(result) } });
}
