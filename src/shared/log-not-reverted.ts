import type { MedusaContainer } from "@medusajs/framework/types";
import { loggerOf } from "./logger-of";

/** Logs the rows that a rollback did not revert, because another writer had changed them. Ids only. */
export function logNotReverted(container: MedusaContainer, what: string, ids: readonly string[]): void {
  if (ids.length) {
    const logger = loggerOf(container);
    logger.error(
      "A change failed and was rolled back, except for rows that another writer has changed meanwhile. " +
        `Not reverted (${what}): ${ids.join(", ")}`,
    );
  }
}
