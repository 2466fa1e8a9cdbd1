import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Logs the rows that a rollback did not revert, because another writer had changed them. Ids only. */
export function logNotReverted(container: MedusaContainer, what: string, ids: readonly string[]): void {
  if (ids.length) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(
      "A change failed and was rolled back, except for rows that another writer has changed meanwhile. " +
        `Not reverted (${what}): ${ids.join(", ")}`,
    );
  }
}
