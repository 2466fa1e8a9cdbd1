import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { CustomerExport } from "../../../../../modules/customer/exports/export-row.sql";
import { resolveCustomerModule } from "../../../../../shared/customer-module";

/** Answers an export. `download_url` is null unless it is completed and its file exists. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const found = await resolveCustomerModule(req.scope).exports.retrieve(req.params.id);
  res.status(200).json({ export: { ...found, download_url: await downloadUrl(req.scope, found) } });
}

async function downloadUrl(scope: MedusaContainer, { state, file_id }: CustomerExport): Promise<string | null> {
  if (state !== "completed" || file_id === null) {
    return null;
  }
  try {
    return (await scope.resolve(Modules.FILE).retrieveFile(file_id)).url;
  } catch {
    return null;
  }
}
