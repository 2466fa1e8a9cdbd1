import { defineJob } from "../shared/define-job";

/** At most so many batches of 1,000 a run: the job comes back in 15 minutes. */
const BATCHES = 100;

/**
 * Marks changes of email whose time has run out, and deletes those that ended 90 days ago or longer. A confirmation
 * checks the time itself.
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
