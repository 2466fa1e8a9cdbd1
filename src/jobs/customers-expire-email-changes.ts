import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../workflows/customer-module";

/** Marks changes of email whose time has run out. Nobody waits for it: a confirmation looks at the time itself. */
export default async function expireEmailChanges(container: MedusaContainer): Promise<void> {
  const count = await resolveCustomerModule(container).expireEmailChanges();
  if (count) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.info(`${count} changes of email have expired without a confirmation.`);
  }
}

export const config = { name: "customers-expire-email-changes", schedule: "*/15 * * * *" };
