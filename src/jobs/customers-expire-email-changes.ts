import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../workflows/customer-module";

/** At most so many batches of 1,000 a run: the job comes back in 15 minutes. */
const BATCHES = 100;

/**
 * Marks changes of email whose time has run out, and deletes those that ended 90 days ago or longer. Nobody waits for
 * it: a confirmation looks at the time itself.
 */
export default async function expireEmailChanges(container: MedusaContainer): Promise<void> {
  const service = resolveCustomerModule(container);
  const count = await service.expireEmailChanges();
  if (count) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.info(`${count} changes of email have expired without a confirmation.`);
  }
  for (let batch = 0; batch < BATCHES; batch++) {
    if (!(await service.forgetEmailChanges())) {
      break;
    }
  }
}

export const config = { name: "customers-expire-email-changes", schedule: "*/15 * * * *" };
