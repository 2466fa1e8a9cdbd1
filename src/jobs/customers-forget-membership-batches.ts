import { defineJob } from "../shared/define-job";

/** Rounds of 10,000 rows per run, at most: the job runs again in an hour. */
const ROUNDS = 500;

/** Deletes the undo data of batches of memberships after a month. */
export default defineJob(async ({ service }) => {
  for (let round = 0; round < ROUNDS; round++) {
    if (!(await service.membershipBatches.deleteOld())) {
      break;
    }
  }
});

export const config = { name: "customers-forget-membership-batches", schedule: "37 * * * *" };
