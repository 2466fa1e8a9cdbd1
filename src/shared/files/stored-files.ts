import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";

/** What a file of the store's file storage belongs to, as messages say it. */
type Owner = "import" | "export" | "upload";

/** Deletes files that nothing names any more; one that cannot be deleted is told in the log, by its id. */
export async function deleteFiles(container: MedusaContainer, owner: Owner, fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds) {
    try {
      await container.resolve(Modules.FILE).deleteFiles(fileId);
    } catch {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
      logger.error(`The file "${fileId}" of an ${owner} could not be deleted. Delete it in the store's file storage.`);
    }
  }
}

type Due = { id: string; file_id: string | null };

/**
 * Deletes the files of all whose time is over, and then lets `forget` have those whose file is gone. One whose file cannot be
 * deleted stays as it is; the next run tries again.
 *
 * @param list the next page behind an id, in id order; empty at the end
 * @returns how many are over, and how many are left.
 */
export async function deleteDueFiles(
  container: MedusaContainer,
  owner: Owner,
  { list, forget }: { list(after: string): Promise<Due[]>; forget(ids: string[]): Promise<unknown[]> },
): Promise<{ expired: number; left: number }> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const files = container.resolve(Modules.FILE);
  const done = { expired: 0, left: 0 };
  let due = await list("");
  while (due.length) {
    const gone: string[] = [];
    for (const { id, file_id } of due) {
      try {
        await (file_id === null ? undefined : files.deleteFiles(file_id));
        gone.push(id);
      } catch {
        done.left += 1;
        logger.error(`The file of the ${owner} ${id} could not be deleted; its time is over. It will be tried again.`);
      }
    }
    done.expired += (await forget(gone)).length;
    due = await list(due[due.length - 1].id);
  }
  return done;
}
