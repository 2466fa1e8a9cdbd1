import { counted } from "../shared/counted";
import { defineJob } from "../shared/define-job";

/** Marks invitations that have expired. An acceptance checks the time itself. */
export default defineJob(async ({ service, logger }) => {
  let all = 0;
  for (let count = await service.invitations.expire(); count > 0; count = await service.invitations.expire()) {
    all += count;
  }
  if (all) {
    logger.info(`${counted(all, "invitation has", "invitations have")} expired without being accepted.`);
  }
});

export const config = { name: "customers-expire-invitations", schedule: "11 * * * *" };
