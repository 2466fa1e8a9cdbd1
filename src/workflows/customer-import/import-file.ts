import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";

const UNREADABLE =
  "The file of the import cannot be read. It may have been deleted from the store's file storage; upload it again.";

/**
 * A file of Medusa's File module, piece by piece and as fast as it is taken; closed when the reader leaves.
 *
 * @throws MedusaError (invalid_data) when it is not there, or has more bytes than an import takes.
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

/** What storages say when a file is gone differs from one to the next, and may hold addresses: one sentence for all. */
async function* piecesOf(container: MedusaContainer, fileId: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of await container.resolve(Modules.FILE).getDownloadStream(fileId)) {
      yield Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
    }
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const code = error instanceof Error && "code" in error ? String(error.code ?? "unknown") : "unknown";
    logger.error(`The file "${fileId}" of an import cannot be read (${code}).`);
    throw new MedusaError(MedusaError.Types.INVALID_DATA, UNREADABLE);
  }
}
