import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerExport } from "../../../modules/customer/exports/export-row.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteFiles } from "../../../shared/files/stored-files";
import { MIME_TYPES, writeExportFile } from "../write-file";

export const writeExportStepId = "customers-write-export-step";

/** What became of an export; null when somebody else writes it, it is done, or it waits for others to end. */
export type WrittenExport = {
  id: string;
  state: CustomerExport["state"];
  row_count: number;
  error: string | null;
  file: { filename: string; url: string; mimeType: string } | null;
} | null;

/**
 * Takes an export up and writes its file (`writeExportFile`). That it failed is an outcome like any other, noted on the
 * export. The step itself never fails: what cannot even be noted, because the database is away, is left for the job
 * `customers-resume-exports` to take up again.
 *
 * Compensation: none here; `createExportStep` takes export and file away.
 */
export const writeExportStep = createStep(writeExportStepId, async ({ id }: { id: string }, { container }) => {
  try {
    return new StepResponse<WrittenExport>(await write(container, id));
  } catch {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(`The export ${id} was left as it is: the database did not answer. It will be taken up again.`);
    return new StepResponse<WrittenExport>(null);
  }
});

async function write(container: MedusaContainer, id: string): Promise<WrittenExport> {
  const claimed = await resolveCustomerModule(container).exports.lease(id);
  if (claimed.outcome === "not_available") {
    return null;
  }
  // What a process that died has left behind.
  await deleteFiles(container, "export", claimed.export.file_id === null ? [] : [claimed.export.file_id]);
  const written = claimed.outcome === "leased" ? await writeExportFile(container, claimed.export) : claimed.export;
  if (!written) {
    return null;
  }
  const { state, row_count, error } = written;
  return { id, state, row_count, error, file: await fileOf(container, written) };
}

/** For the notification; an export whose address cannot be had is completed all the same. */
async function fileOf(container: MedusaContainer, { id, state, format, file_id }: CustomerExport) {
  if (state !== "completed" || file_id === null) {
    return null;
  }
  try {
    const { url } = await container.resolve(Modules.FILE).retrieveFile(file_id);
    return { filename: `${id}.${format}`, url, mimeType: MIME_TYPES[format] };
  } catch {
    return null;
  }
}
