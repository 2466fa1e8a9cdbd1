import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { isConnectionLost } from "../../medusa/lost-connection";
import type { ExportFormat } from "../../modules/customer/exports/export-columns";
import { EXPORT_HEARTBEAT_SECONDS } from "../../modules/customer/exports/export-lease";
import type { CustomerExport, ExportRun } from "../../modules/customer/exports/export-row.sql";
import type { ExportChunk } from "../../modules/customer/exports/export-service";
import { resolveCustomerModule } from "../../shared/customer-module";
import { isErrorOf } from "../../shared/errors";
import { type FileTarget, openFile } from "../../shared/files/file-target";
import { deleteFiles } from "../../shared/files/stored-files";
import { startHeartbeat } from "../../shared/heartbeat-timer";
import { logFailure } from "../../shared/log-failure";

export const MIME_TYPES: Record<ExportFormat, string> = { csv: "text/csv", jsonl: "application/x-ndjson" };

type LeasedExport = CustomerExport & ExportRun;

/**
 * Writes the file of a leased export, sends heartbeats, and stores how it ended.
 *
 * An error is stored with the export, not thrown: the admin waits for the export to be completed or failed. A lost connection
 * is thrown: the export stays leased, and a job takes it over when the database or the file storage may answer again.
 *
 * @returns undefined when the run has lost the lease; its file is deleted then.
 */
export async function writeExportFile(
  container: MedusaContainer,
  leased: LeasedExport,
): Promise<CustomerExport | undefined> {
  const service = resolveCustomerModule(container);
  const counted = { rows: 0 };
  const lost = new AbortController();
  const what = `The export ${leased.id} failed`;
  const stopHeartbeat = startHeartbeat({
    seconds: EXPORT_HEARTBEAT_SECONDS,
    beat: () => service.exports.heartbeat(leased, { rowCount: counted.rows }),
    onLost: () => lost.abort(),
  });
  let target: FileTarget | undefined;
  try {
    target = await openFile(container.resolve(Modules.FILE), {
      filename: fileName(leased),
      mimeType: MIME_TYPES[leased.format],
    });
    if (target.id !== null) {
      await service.exports.noteFile(leased, target.id);
    }
    const chunks = await service.exports.stream(leased);
    await pipeline(Readable.from(bytes(chunks, counted)), target.stream, { signal: lost.signal });
    const fileId = await target.done();
    const completed = await service.exports.finish(leased, { rowCount: counted.rows, fileId });
    if (!completed) {
      await deleteFiles(container, "export", [fileId]);
    }
    return completed;
  } catch (error) {
    await target?.discard().catch((failure) => logFailure(container, what, failure));
    if (isConnectionLost(error)) {
      logFailure(container, `The export ${leased.id} was interrupted`, error);
      throw error;
    }
    logFailure(container, what, error);
    return await service.exports.finish(leased, { error: reasonOf(error) });
  } finally {
    stopHeartbeat();
  }
}

/** Returns a name with the export's id: core's local provider has a public folder, and no name may be guessed. */
function fileName({ id, created_at, format }: LeasedExport): string {
  return `customers-${created_at.toISOString().slice(0, 10)}-${id}.${format}`;
}

async function* bytes(chunks: AsyncIterable<ExportChunk>, counted: { rows: number }): AsyncGenerator<Buffer> {
  for await (const { text, rows } of chunks) {
    yield Buffer.from(text);
    counted.rows += rows;
  }
}

/** Returns the reason for the admin. Messages of databases and file storages may hold data and URLs: they are left out. */
function reasonOf(error: unknown): string {
  return isErrorOf(error)
    ? error.message
    : "The file could not be written. See the server's log; request the export again when the cause is fixed.";
}
