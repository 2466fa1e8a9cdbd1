import type { MedusaContainer } from "@medusajs/framework/types";
import { FeatureFlag, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerExport } from "../../../modules/customer/exports/export-row.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteFiles } from "../../../shared/files/stored-files";
import { loggerOf } from "../../../shared/logger-of";
import { MIME_TYPES, writeExportFile } from "../write-file";

const writeExportStepId = "customers-write-export-step";

/** The outcome of a run; null when another run writes the export, it is done, or too many exports run. */
export type WrittenExport = {
  id: string;
  state: CustomerExport["state"];
  row_count: number;
  error: string | null;
  file: { filename: string; url: string; mimeType: string } | null;
} | null;

/**
 * Leases an export and writes its file (`writeExportFile`).
 *
 * A failure is an outcome, which is stored with the export. The step itself never fails: when the database does not
 * answer, the job `customers-resume-exports` takes over later.
 *
 * Compensation: none here; `createExportStep` deletes export and file.
 */
export const writeExportStep = createStep(writeExportStepId, async ({ id }: { id: string }, { container }) => {
  try {
    return new StepResponse<WrittenExport>(await write(container, id));
  } catch {
    const logger = loggerOf(container);
    logger.error(`The database did not answer; the export ${id} stays as it is and will be resumed.`);
    return new StepResponse<WrittenExport>(null);
  }
});

async function write(container: MedusaContainer, id: string): Promise<WrittenExport> {
  const leased = await resolveCustomerModule(container).exports.lease(id);
  if (leased.outcome === "not_available") {
    return null;
  }
  // The file of an earlier run, whose process died.
  await deleteFiles(container, "export", leased.export.file_id === null ? [] : [leased.export.file_id]);
  const written = leased.outcome === "leased" ? await writeExportFile(container, leased.export) : leased.export;
  if (!written) {
    return null;
  }
  const { state, row_count, error } = written;
  return { id, state, row_count, error, file: await fileOf(container, written) };
}

/**
 * Returns the file for the notification. An export without a URL is completed nevertheless.
 *
 * With roles there is none: a role that reads notifications need not be allowed to read customers.
 */
async function fileOf(container: MedusaContainer, { id, state, format, file_id }: CustomerExport) {
  if (state !== "completed" || file_id === null || FeatureFlag.isFeatureEnabled("rbac")) {
    return null;
  }
  try {
    const { url } = await container.resolve(Modules.FILE).retrieveFile(file_id);
    return { filename: `${id}.${format}`, url, mimeType: MIME_TYPES[format] };
  } catch {
    return null;
  }
}
