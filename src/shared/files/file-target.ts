import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { IFileModuleService } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";

/** `advice`: what an admin can do when the file is too large for the store's storage. */
export type FileToWrite = { filename: string; mimeType: string; advice?: string };

/** A file that is being written. `id` is null until the end if the provider has no streams. */
export type FileTarget = {
  stream: Writable;
  id: string | null;
  /** Waits until the provider has stored the file. Call it after the end of the stream. @returns the id of the file. */
  done(): Promise<string>;
  /** Deletes the written part. */
  discard(): Promise<void>;
};

/** The maximum size for a provider without streams: memory then holds the whole file, more than once. */
const MAX_WHOLE_FILE = 100 * 1024 * 1024;

/**
 * Opens a file in Medusa's File module for writing.
 *
 * If the provider has `getUploadStream`, it is a stream; else a temporary file, which the provider gets at the end. Files
 * are private, if the provider distinguishes private from public files.
 */
export async function openFile(
  files: IFileModuleService,
  { advice = "Narrow the filters or the columns", ...file }: FileToWrite,
): Promise<FileTarget> {
  let upload: Awaited<ReturnType<IFileModuleService["getUploadStream"]>>;
  try {
    upload = await files.getUploadStream({ ...file, access: "private" });
  } catch {
    // Older providers have no streams, and no method says so. A broken provider rejects the whole file too.
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
      // With an error: without one, some providers take the stream for a complete file.
      writeStream.destroy(new Error("The file was discarded."));
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

/** Reads the file as base 64, which every provider accepts. */
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
