import { defineJob } from "../shared/define-job";

/** At most so many rounds of 10,000 rows a run: the job comes back in an hour. */
const ROUNDS = 500;

/** Deletes what changes of whole groups noted for their way back, a month after. */
export default defineJob(async ({ service }) => {
  for (let round = 0; round < ROUNDS; round++) {
    if (!(await service.membershipBatches.deleteOld())) {
      break;
    }
  }
});

export const config = { name: "customers-forget-membership-batches", schedule: "37 * * * *" };
