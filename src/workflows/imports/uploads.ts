import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../shared/customer-module";
import { type FileTarget, type FileToWrite, openFile } from "../../shared/files/file-target";
import { loggerOf } from "../../shared/logger-of";

/**
 * Opens a file for an import, and stores its id before the first byte is written.
 *
 * If the process dies, the job `customers-expire-imports` deletes the file. A provider without streams returns the id
 * only when it has the whole file; it is stored then.
 */
export async function openUpload(container: MedusaContainer, file: FileToWrite): Promise<FileTarget> {
  const files = container.resolve(Modules.FILE);
  const target = await openFile(files, file);
  const { id } = target;
  if (id === null) {
    const done = async (): Promise<string> => {
      const fileId = await target.done();
      await note(container, fileId, () => files.deleteFiles(fileId));
      return fileId;
    };
    return { ...target, done };
  }
  await note(container, id, target.discard);
  const discard = async (): Promise<void> => {
    await target.discard();
    await resolveCustomerModule(container).imports.deleteUploadNotes([id]);
  };
  return { ...target, discard };
}

async function note(container: MedusaContainer, fileId: string, takeAway: () => Promise<void>): Promise<void> {
  try {
    await resolveCustomerModule(container).imports.noteUpload(fileId);
  } catch (error) {
    await takeAway().catch(() => {});
    throw error;
  }
}

/** Deletes the file of an upload without an import, now or, when the storage refuses, by the job. */
export async function deleteUpload(container: MedusaContainer, fileId: string): Promise<void> {
  try {
    await container.resolve(Modules.FILE).deleteFiles(fileId);
    await resolveCustomerModule(container).imports.deleteUploadNotes([fileId]);
  } catch {
    const logger = loggerOf(container);
    logger.error(`The file "${fileId}" of an upload could not be deleted. It will be tried again in a day.`);
  }
}
