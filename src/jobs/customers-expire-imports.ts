import { defineJob } from "../shared/define-job";
import { expireImportsWorkflow } from "../workflows/customer-import/workflows/expire-imports";

/**
 * Deletes imports whose time (option `import_ttl_hours`) is over, with their files, and files whose upload was broken off.
 */
export default defineJob(async ({ container, logger }) => {
  const { result } = await expireImportsWorkflow(container).run({ input: {} });
  if (result.expired) {
    logger.info(`${result.expired} imports of customers have expired; they are deleted with their files.`);
  }
  if (result.uploads) {
    logger.info(`${result.uploads} files that were uploaded for imports, and never came to be one, are deleted.`);
  }
});

export const config = { name: "customers-expire-imports", schedule: "17 * * * *" };
