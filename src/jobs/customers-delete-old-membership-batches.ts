import { defineJob } from "../shared/define-job";

/** The maximum number of rounds of 10,000 rows per run. The job runs again in an hour. */
const ROUNDS = 500;

/** Deletes the undo data of batches of memberships after a month. */
export default defineJob(async ({ service }) => {
  for (let round = 0; round < ROUNDS; round++) {
    if (!(await service.membershipBatches.deleteOld())) {
      break;
    }
  }
});

export const config = { name: "customers-delete-old-membership-batches", schedule: "37 * * * *" };
