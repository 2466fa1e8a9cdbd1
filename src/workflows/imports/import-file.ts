import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { isErrorOf } from "../../shared/errors";
import { loggerOf } from "../../shared/logger-of";

const UNREADABLE =
  "The file of the import cannot be read. It may have been deleted from the store's file storage; upload it again.";

/**
 * Reads a file of Medusa's File module in pieces; closes it when the reader stops.
 *
 * @throws MedusaError (invalid_data) when the file does not exist, or has more bytes than an import accepts; (conflict)
 * when the storage did not answer, see `isStorageAway`.
 */
export async function* readImportFile(
  container: MedusaContainer,
  fileId: string | null,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  if (fileId === null) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "The import was begun from a file of the machine that the command ran on. Run the command again.",
    );
  }
  let bytes = 0;
  for await (const piece of piecesOf(container, fileId)) {
    bytes += piece.length;
    if (bytes > maxBytes) {
      throw tooLarge(maxBytes);
    }
    yield piece;
  }
}

export function tooLarge(maxBytes: number): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `The file has more than ${maxBytes} bytes, the most that an import takes. Split it, or raise the option ` +
      '"import_max_bytes".',
  );
}

/** The storage did not answer, refused access, or broke off: the file may exist, and a later attempt may read it. */
const STORAGE_AWAY = "customers_file_storage_away";

const AWAY =
  "The store's file storage did not answer, refused access, or broke off while the file was read. An import that has begun is tried again " +
  "by itself; else send the file again.";

export function isStorageAway(error: unknown): error is MedusaError {
  return isErrorOf(error) && error.code === STORAGE_AWAY;
}

/**
 * How a storage reports that a file does not exist, or cannot be read by a later attempt either: an error's code, name or
 * status. A refusal (401, 403, and 400 for an expired token) is none: an admin may be changing the credentials.
 */
const LOST: ReadonlySet<unknown> = new Set<unknown>([
  ...["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"],
  ...["NoSuchKey", "NotFound", "NoSuchBucket", "InvalidObjectState"],
  ...[MedusaError.Types.NOT_FOUND, MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED],
  ...[404, 410],
]);

type StorageError = {
  code?: unknown;
  name?: unknown;
  type?: unknown;
  status?: unknown;
  statusCode?: unknown;
  $metadata?: { httpStatusCode?: unknown };
};

function isLost(error: unknown): boolean {
  // as: providers of files throw what they like; each mark may be missing.
  const { code, name, type, status, statusCode, $metadata } = (error ?? {}) as StorageError;
  return [code, name, type, status, statusCode, $metadata?.httpStatusCode].some((mark) => LOST.has(mark));
}

/** Reads the file and maps errors of the storage, whose messages differ and may hold URLs, to one message per kind. */
async function* piecesOf(container: MedusaContainer, fileId: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of await container.resolve(Modules.FILE).getDownloadStream(fileId)) {
      yield Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
    }
  } catch (error) {
    const logger = loggerOf(container);
    const code = error instanceof Error && "code" in error ? String(error.code ?? "unknown") : "unknown";
    logger.error(`The file "${fileId}" of an import cannot be read (${code}).`);
    if (isLost(error)) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, UNREADABLE);
    }
    throw new MedusaError(MedusaError.Types.CONFLICT, AWAY, STORAGE_AWAY);
  }
}
