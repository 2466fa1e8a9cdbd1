import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Says which rows a rollback has left alone, because somebody else changed them meanwhile. Ids only. */
export function reportLeft(container: MedusaContainer, what: string, ids: readonly string[]): void {
  if (ids.length) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(
      `A merge of customers failed and was undone, but these ${what} were changed by somebody else meanwhile and were ` +
        `left as they are: ${ids.join(", ")}`,
    );
  }
}
