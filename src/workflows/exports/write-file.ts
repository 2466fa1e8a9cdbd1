import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { ExportFormat } from "../../modules/customer/exports/export-columns";
import { type CustomerExport, type ExportRun, HEARTBEAT_SECONDS } from "../../modules/customer/exports/export-row.sql";
import type { ExportChunk } from "../../modules/customer/exports/export-service";
import { resolveCustomerModule } from "../../shared/customer-module";
import { isErrorOf } from "../../shared/errors";
import { type FileTarget, openFile } from "../../shared/files/file-target";
import { deleteFiles } from "../../shared/files/stored-files";

export const MIME_TYPES: Record<ExportFormat, string> = { csv: "text/csv", jsonl: "application/x-ndjson" };

type LeasedExport = CustomerExport & ExportRun;

/**
 * Writes the file of an export that the caller has claimed, tells every so often that it lives and how far it is, and
 * notes how it ended. What goes wrong is noted on the export, not thrown: somebody waits for it to be completed or failed.
 *
 * @returns undefined when the export was taken from this writer meanwhile; its file is gone then.
 */
export async function writeExportFile(
  container: MedusaContainer,
  claimed: LeasedExport,
): Promise<CustomerExport | undefined> {
  const service = resolveCustomerModule(container);
  const counted = { rows: 0 };
  const lost = new AbortController();
  const heartbeat = setInterval(() => {
    service.exports.heartbeat(claimed, { rowCount: counted.rows }).then(
      (mine) => !mine && lost.abort(),
      // The database may be back before the next time; if not, writing fails by itself.
      () => {},
    );
  }, HEARTBEAT_SECONDS * 1_000);
  let target: FileTarget | undefined;
  try {
    target = await openFile(container.resolve(Modules.FILE), {
      filename: fileName(claimed),
      mimeType: MIME_TYPES[claimed.format],
    });
    if (target.id !== null) {
      await service.exports.noteFile(claimed, target.id);
    }
    const chunks = await service.exports.stream(claimed);
    await pipeline(Readable.from(bytes(chunks, counted)), target.stream, { signal: lost.signal });
    const fileId = await target.done();
    const completed = await service.exports.finish(claimed, { rowCount: counted.rows, fileId });
    if (!completed) {
      await deleteFiles(container, "export", [fileId]);
    }
    return completed;
  } catch (error) {
    await target?.discard().catch((left) => logFailure(container, claimed.id, left));
    logFailure(container, claimed.id, error);
    return await service.exports.finish(claimed, { error: reasonOf(error) });
  } finally {
    clearInterval(heartbeat);
  }
}

/** The id in the name keeps a file in a public folder, as core's local provider has it, from being guessed. */
function fileName({ id, created_at, format }: LeasedExport): string {
  return `customers-${created_at.toISOString().slice(0, 10)}-${id}.${format}`;
}

async function* bytes(chunks: AsyncIterable<ExportChunk>, counted: { rows: number }): AsyncGenerator<Buffer> {
  for await (const { text, rows } of chunks) {
    yield Buffer.from(text);
    counted.rows += rows;
  }
}

/** Our own words as they are; those of databases and file stores may hold values and addresses. */
function reasonOf(error: unknown): string {
  return isErrorOf(error)
    ? error.message
    : "The file could not be written. The server's log says more; ask for the export again when it is put right.";
}

function logFailure(container: MedusaContainer, exportId: string, error: unknown): void {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  logger.error(`The export ${exportId} failed: ${describe(error)}`);
}

/** A database's message may repeat a customer's data; its code says what it is. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return "an unknown error";
  }
  const code = "code" in error ? String(error.code) : "";
  return /^\w{5}$/.test(code) && /\d/.test(code) ? `database error ${code}` : `${error.name}: ${error.message}`;
}
