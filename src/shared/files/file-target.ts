import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { IFileModuleService } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";

/** `advice`: what to do about a file that is too large for the store's storage. */
export type FileToWrite = { filename: string; mimeType: string; advice?: string };

/** A file being written. `id` is known from the start where the provider streams, after the end where it does not. */
export type FileTarget = {
  stream: Writable;
  id: string | null;
  /** Once the stream has ended: waits until the provider has it all. @returns the id of the file. */
  done(): Promise<string>;
  /** Takes away what was written so far. */
  discard(): Promise<void>;
};

/** The largest file for a provider without streams: such a file is in memory as a whole, more than once. */
const MAX_WHOLE_FILE = 100 * 1024 * 1024;

/**
 * Opens a file in Medusa's File module: a stream where the provider has one (`getUploadStream`), else a temporary file
 * that is handed over at the end. Files are private where the provider knows a difference.
 */
export async function openFile(
  files: IFileModuleService,
  { advice = "Narrow the filters or the columns", ...file }: FileToWrite,
): Promise<FileTarget> {
  let upload: Awaited<ReturnType<IFileModuleService["getUploadStream"]>>;
  try {
    upload = await files.getUploadStream({ ...file, access: "private" });
  } catch {
    // Older providers have no streams, and there is no way to ask; one that is broken fails with the whole file as well.
    return await openTemporaryFile(files, { ...file, advice });
  }
  const { writeStream, promise, fileKey } = upload;
  // A provider may fail long before `done` is called, or after the last write.
  promise.catch(() => {});
  writeStream.on("error", () => {});
  return {
    stream: writeStream,
    id: fileKey,
    done: async () => {
      await promise;
      return fileKey;
    },
    discard: async () => {
      // With an error: one that ends quietly would look like a whole file to some providers.
      writeStream.destroy(new Error("The file was given up."));
      await finished(writeStream).catch(() => {});
      await files.deleteFiles(fileKey);
    },
  };
}

async function openTemporaryFile(
  files: IFileModuleService,
  { filename, mimeType, advice }: Required<FileToWrite>,
): Promise<FileTarget> {
  const folder = await mkdtemp(join(tmpdir(), "customers-file-"));
  const path = join(folder, "file");
  const stream = createWriteStream(path, { mode: 0o600 });
  const discard = async (): Promise<void> => {
    stream.destroy();
    await finished(stream).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };
  const done = async (): Promise<string> => {
    try {
      const content = await readWhole(path, advice);
      const file = await files.createFiles({ filename, mimeType, access: "private", content });
      return file.id;
    } finally {
      await discard();
    }
  };
  return { stream, id: null, done, discard };
}

/** Base 64, which every provider takes for any content. */
async function readWhole(path: string, advice: string): Promise<string> {
  const { size } = await stat(path);
  if (size > MAX_WHOLE_FILE) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `The file has ${size} bytes, and the store's file provider takes no streams: at most ${MAX_WHOLE_FILE} bytes can ` +
        `be handed to it. ${advice}, or use a provider with getUploadStream.`,
    );
  }
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path)) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString("base64");
}
