import { counted } from "../shared/counted";
import { defineJob } from "../shared/define-job";
import { expireImportsWorkflow } from "../workflows/imports/workflows/expire-imports";

/** Deletes imports that have expired (option `import_ttl_hours`) with their files, and the files of interrupted uploads. */
export default defineJob(async ({ container, logger }) => {
  const { result } = await expireImportsWorkflow(container).run({ input: {} });
  if (result.expired) {
    logger.info(
      `${counted(result.expired, "import has", "imports have")} expired and ${result.expired === 1 ? "is" : "are"} deleted, files included.`,
    );
  }
  if (result.uploads) {
    logger.info(`Deleted ${counted(result.uploads, "file")} of uploads that no import has taken within a day.`);
  }
});

export const config = { name: "customers-expire-imports", schedule: "17 * * * *" };
