import { defineJob } from "../shared/define-job";
import { sendInvitationsWorkflow } from "../workflows/customer-invitation/workflows/send-invitations";

/** Runs of the workflow in one run of the job: 5,000 mails a minute, which few providers take more of. */
const RUNS = 10;

/** Sends invitations that wait. */
export default defineJob(async ({ container, logger }) => {
  const all = { sent: 0, cancelled: 0 };
  for (let run = 0; run < RUNS; run++) {
    const { result } = await sendInvitationsWorkflow(container).run();
    if (!result.sent && !result.cancelled) {
      break;
    }
    all.sent += result.sent;
    all.cancelled += result.cancelled;
  }
  if (all.sent || all.cancelled) {
    logger.info(`${all.sent} invitations were sent, and ${all.cancelled} cancelled that nobody could accept any more.`);
  }
});

export const config = { name: "customers-send-invitations", schedule: "* * * * *" };
