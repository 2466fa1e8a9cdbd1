import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isModuleMounted } from "../wiring";
import { expireImportsWorkflow } from "../workflows/customer-import/workflows/expire-imports";

/** Deletes imports whose time (option `import_ttl_hours`) is over, with their files. Without the module there are none. */
export default async function expireImports(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  const { result } = await expireImportsWorkflow(container).run({ input: {} });
  if (result.expired) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.info(`${result.expired} imports of customers have expired; they are deleted with their files.`);
  }
}

export const config = { name: "customers-expire-imports", schedule: "17 * * * *" };
