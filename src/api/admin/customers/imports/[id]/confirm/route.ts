import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { confirmImportWorkflow } from "../../../../../../workflows/imports/workflows/confirm-import";
import { progressOf } from "../../progress";
import { confirmImportBody } from "../../validators";

/** Lets an import that is ready be stored, in the background; `send_invitations` mails its customers. Answers 202 with the import. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = await zodValidator(confirmImportBody, req.body ?? {});
  const { result } = await confirmImportWorkflow(req.scope).run({ input: { ...body, id: req.params.id } });
  res.status(202).json({ import: { ...result, progress: progressOf(result) } });
}
