import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isModuleMounted } from "../wiring";
import { expireImportsWorkflow } from "../workflows/customer-import/workflows/expire-imports";

/**
 * Deletes imports whose time (option `import_ttl_hours`) is over, with their files, and files whose upload was broken off.
 * Without the module there are none.
 */
export default async function expireImports(container: MedusaContainer): Promise<void> {
  if (!isModuleMounted(container)) {
    return;
  }
  const { result } = await expireImportsWorkflow(container).run({ input: {} });
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  if (result.expired) {
    logger.info(`${result.expired} imports of customers have expired; they are deleted with their files.`);
  }
  if (result.uploads) {
    logger.info(`${result.uploads} files that were uploaded for imports, and never came to be one, are deleted.`);
  }
}

export const config = { name: "customers-expire-imports", schedule: "17 * * * *" };
