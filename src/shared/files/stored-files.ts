import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";

/** What a file of the store's file storage belongs to, as messages say it. */
type Owner = "import" | "export" | "upload";

/** Deletes files without a row. Logs the id of a file that cannot be deleted. */
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
 * Deletes expired files, and passes the ids of their rows to `forget`. A row whose file cannot be deleted stays as it is;
 * the next run tries again.
 *
 * @param list returns the next page after an id, in id order; empty at the end
 * @returns how many rows expired, and how many files could not be deleted.
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
        logger.error(`The file of the ${owner} ${id} has expired and could not be deleted. The next run tries again.`);
      }
    }
    done.expired += (await forget(gone)).length;
    due = await list(due[due.length - 1].id);
  }
  return done;
}
