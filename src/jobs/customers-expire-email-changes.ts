import { defineJob } from "../shared/define-job";

/** Batches of 1,000 per run, at most: the job runs again in 15 minutes. */
const BATCHES = 100;

/**
 * Marks changes of email that have expired, and deletes those that ended 90 days ago or earlier. A confirmation checks
 * the time itself.
 */
export default defineJob(async ({ service, logger }) => {
  const count = await service.emailChanges.expire();
  if (count) {
    logger.info(`${count} changes of email have expired without a confirmation.`);
  }
  for (let batch = 0; batch < BATCHES; batch++) {
    if (!(await service.emailChanges.deleteOld())) {
      break;
    }
  }
});

export const config = { name: "customers-expire-email-changes", schedule: "*/15 * * * *" };
