import { counted } from "../shared/counted";
import { defineJob } from "../shared/define-job";

/** The maximum number of batches of 1,000 per run. The job runs again in 15 minutes. */
const BATCHES = 100;

/**
 * Marks changes of email that have expired, and deletes those that ended 90 days ago or earlier, except those that imports read.
 *
 * A confirmation checks the time itself.
 */
export default defineJob(async ({ service, logger }) => {
  const count = await service.emailChanges.expire();
  if (count) {
    logger.info(`${counted(count, "change of email has", "changes of email have")} expired without a confirmation.`);
  }
  for (let batch = 0; batch < BATCHES; batch++) {
    if (!(await service.emailChanges.deleteOld())) {
      break;
    }
  }
});

export const config = { name: "customers-expire-email-changes", schedule: "*/15 * * * *" };
