import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { IMPORT_HEARTBEAT_SECONDS } from "../../modules/customer/imports/import-lease";
import type { CustomerImport, RunningImport } from "../../modules/customer/imports/import-row.sql";
import type { ImportedLines, WrittenRows } from "../../modules/customer/imports/storing/store-batch.sql";
import { resolveCustomerModule } from "../../shared/customer-module";
import { isErrorOf } from "../../shared/errors";
import { startHeartbeat } from "../../shared/heartbeat-timer";
import { describeError, logFailure } from "../../shared/log-failure";
import { loggerOf } from "../../shared/logger-of";
import { emitWritten } from "./emit-written";
import { isStorageAway, readImportFile } from "./import-file";
import { type ImportWork, workOnImport } from "./work-on-import";

/**
 * Works on a leased import and sends heartbeats.
 *
 * A file that cannot be read ends the import as failed, with the reason. After any other error the import is released, and
 * the job `customers-resume-imports` resumes it: database and file storage may work again by then. Stored rows stay.
 *
 * @returns the import when it has ended or is ready; undefined when it was released, or the run has lost the lease.
 */
export async function processImport(
  container: MedusaContainer,
  running: RunningImport,
  given: Partial<Pick<ImportWork, "open" | "onBatch">> = {},
): Promise<CustomerImport | undefined> {
  const service = resolveCustomerModule(container);
  const open = () => readImportFile(container, running.file_id, service.imports.maxBytes);
  const stopHeartbeat = startHeartbeat({
    seconds: IMPORT_HEARTBEAT_SECONDS,
    beat: () => service.importRuns.heartbeat(running),
  });
  try {
    const onWritten = (written: WrittenRows) => emitWritten(container, written, running.options);
    const onUnsent = (lines: ImportedLines, error: unknown) => logUnsent(container, running.id, { lines, error });
    return await workOnImport({ service, running, open, onWritten, onUnsent, ...given });
  } catch (error) {
    logFailure(container, `The import ${running.id} stopped`, error);
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
    stopHeartbeat();
  }
}

/** Logs the lines whose events are missing. Their rows are stored, and no later run emits the events. */
function logUnsent(
  container: MedusaContainer,
  importId: string,
  { lines: { first, last }, error }: { lines: ImportedLines; error: unknown },
): void {
  const logger = loggerOf(container);
  logger.error(
    `Events of lines ${first} to ${last} of the import ${importId} were not emitted, though the rows are stored: ` +
      describeError(error),
  );
}
