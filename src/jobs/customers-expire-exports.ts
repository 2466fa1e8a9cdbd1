import { counted } from "../shared/counted";
import { defineJob } from "../shared/define-job";
import { expireExportsWorkflow } from "../workflows/exports/workflows/expire-exports";

/** Deletes the files of exports that have expired (option `export_ttl_hours`). */
export default defineJob(async ({ container, logger }) => {
  const { result } = await expireExportsWorkflow(container).run({ input: {} });
  if (result.expired) {
    logger.info(`${counted(result.expired, "export has", "exports have")} expired; the files are deleted.`);
  }
});

export const config = { name: "customers-expire-exports", schedule: "7 * * * *" };
