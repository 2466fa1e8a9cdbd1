import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../../shared/customer-module";
import { readImportFile } from "../../../../../../workflows/imports/import-file";
import { PREVIEW_ROWS, previewOf } from "../../preview";

/**
 * Reads the first rows of the import's file again, as `POST /admin/customers/imports` showed them: `{ header, preview }`. The
 * mapping of this header has the columns in the order of the file; the one that the import keeps does not.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const service = resolveCustomerModule(req.scope);
  const { file_id, options } = await service.imports.retrieve(req.params.id);
  const file = readImportFile(req.scope, file_id, service.imports.maxBytes);
  const { rows, ...header } = await service.imports.preview(file, options, PREVIEW_ROWS);
  res.status(200).json({ header, preview: rows.map(previewOf) });
}
