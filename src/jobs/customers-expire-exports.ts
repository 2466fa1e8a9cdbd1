import { defineJob } from "../shared/define-job";
import { expireExportsWorkflow } from "../workflows/customer-export/workflows/expire-exports";

/** Deletes files of exports whose time (option `export_ttl_hours`) is over. */
export default defineJob(async ({ container, logger }) => {
  const { result } = await expireExportsWorkflow(container).run({ input: {} });
  if (result.expired) {
    logger.info(`${result.expired} exports of customers have expired; their files are deleted.`);
  }
});

export const config = { name: "customers-expire-exports", schedule: "7 * * * *" };
