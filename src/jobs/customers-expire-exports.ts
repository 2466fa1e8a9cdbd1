import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isModuleMounted } from "../wiring";
import { expireExportsWorkflow } from "../workflows/customer-export/workflows/expire-exports";

/** Deletes files of exports whose time (option `export_ttl_hours`) is over. Without the module there are none. */
export default async function expireExports(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  const { result } = await expireExportsWorkflow(container).run({ input: {} });
  if (result.expired) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.info(`${result.expired} exports of customers have expired; their files are deleted.`);
  }
}

export const config = { name: "customers-expire-exports", schedule: "7 * * * *" };
