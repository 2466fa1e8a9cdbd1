import { defineJob } from "../shared/define-job";
import { sendInvitationsWorkflow } from "../workflows/invitations/workflows/send-invitations";

/** Runs of the workflow per run of the job: 5,000 mails per minute, more than most providers accept. */
const RUNS = 10;

/** Announces waiting invitations. */
export default defineJob(async ({ container, logger }) => {
  const all = { announced: 0, cancelled: 0 };
  for (let run = 0; run < RUNS; run++) {
    const { result } = await sendInvitationsWorkflow(container).run();
    if (!result.announced && !result.cancelled) {
      break;
    }
    all.announced += result.announced;
    all.cancelled += result.cancelled;
  }
  if (all.announced || all.cancelled) {
    logger.info(
      `Invitations announced to subscribers: ${all.announced}; cancelled, because no customer could accept them: ${all.cancelled}.`,
    );
  }
});

export const config = { name: "customers-send-invitations", schedule: "* * * * *" };
