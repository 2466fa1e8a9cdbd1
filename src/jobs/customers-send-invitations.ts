import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isModuleMounted } from "../wiring";
import { sendInvitationsWorkflow } from "../workflows/customer-invitation/workflows/send-invitations";

/** Runs of the workflow in one run of the job: 5,000 mails a minute, which few providers take more of. */
const RUNS = 10;

/** Sends invitations that wait. Without the module there are none. */
export default async function sendInvitations(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
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
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.info(`${all.sent} invitations were sent, and ${all.cancelled} cancelled that nobody could accept any more.`);
  }
}

export const config = { name: "customers-send-invitations", schedule: "* * * * *" };
