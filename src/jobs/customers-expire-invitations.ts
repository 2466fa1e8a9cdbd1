import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isModuleMounted } from "../wiring";
import { resolveCustomerModule } from "../workflows/customer-module";

/** Marks invitations whose time has run out. Nobody waits for it: an acceptance looks at the time itself. */
export default async function expireInvitations(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  const service = resolveCustomerModule(container);
  let all = 0;
  for (let count = await service.expireInvitations(); count > 0; count = await service.expireInvitations()) {
    all += count;
  }
  if (all) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.info(`${all} invitations have expired without being accepted.`);
  }
}

export const config = { name: "customers-expire-invitations", schedule: "11 * * * *" };
