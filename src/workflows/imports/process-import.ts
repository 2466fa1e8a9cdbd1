import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import {
  type CustomerImport,
  IMPORT_HEARTBEAT_SECONDS,
  type RunningImport,
} from "../../modules/customer/imports/import-row.sql";
import type { ImportedLines, WrittenRows } from "../../modules/customer/imports/storing/store-batch.sql";
import { resolveCustomerModule } from "../../shared/customer-module";
import { isErrorOf } from "../../shared/errors";
import { emitWritten } from "./emit-written";
import { isStorageAway, readImportFile } from "./import-file";
import { type ImportWork, workOnImport } from "./work-on-import";

/**
 * Works on an import that the caller has claimed, and tells every so often that it lives. A file that cannot be read ends
 * the import as failed, with the reason. Whatever else goes wrong gives it back as it stands, for the job
 * `customers-resume-imports` to resume it: database and file storage may be back by then, and what is stored stays.
 *
 * @returns how it ended; undefined when it did not, or was taken from this process.
 */
export async function processImport(
  container: MedusaContainer,
  running: RunningImport,
  given: Partial<Pick<ImportWork, "open" | "onBatch">> = {},
): Promise<CustomerImport | undefined> {
  const service = resolveCustomerModule(container);
  const open = () => readImportFile(container, running.file_id, service.imports.maxBytes);
  const heartbeat = setInterval(() => {
    // The database may be back before the next time; if not, the work fails by itself.
    service.importRuns.heartbeat(running).catch(() => {});
  }, IMPORT_HEARTBEAT_SECONDS * 1_000);
  try {
    const onWritten = (written: WrittenRows) => emitWritten(container, written, running.options);
    const onUnsent = (lines: ImportedLines, error: unknown) => logUnsent(container, running.id, { lines, error });
    return await workOnImport({ service, running, open, onWritten, onUnsent, ...given });
  } catch (error) {
    logFailure(container, running.id, error);
    if (isStorageAway(error)) {
      await service.importRuns.release(running, { reason: error.message });
      return undefined;
    }
    if (isErrorOf(error) && error.type !== MedusaError.Types.CONFLICT) {
      return await service.importRuns.finish(running, { error: error.message });
    }
    await service.importRuns.release(running);
    return undefined;
  } finally {
    clearInterval(heartbeat);
  }
}

/** An admin can emit the missing events from this line: the rows are stored, and no later run emits them. */
function logUnsent(
  container: MedusaContainer,
  importId: string,
  { lines: { first, last }, error }: { lines: ImportedLines; error: unknown },
): void {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  logger.error(
    `Events of lines ${first} to ${last} of the import ${importId} were not emitted, though the rows are stored: ` +
      `${describe(error)}`,
  );
}

function logFailure(container: MedusaContainer, importId: string, error: unknown): void {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  logger.error(`The import ${importId} stopped: ${describe(error)}`);
}

/** A database's message may repeat a customer's data; its code says what it is. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return "an unknown error";
  }
  const code = "code" in error ? String(error.code) : "";
  return /^\w{5}$/.test(code) && /\d/.test(code) ? `database error ${code}` : `${error.name}: ${error.message}`;
}
