import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Tells whoever runs the store what a rollback left as it is, because somebody else had changed it. Ids only. */
export function logNotReverted(container: MedusaContainer, what: string, ids: readonly string[]): void {
  if (ids.length) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(
      `A change failed and was undone, but these ${what} were changed by somebody else meanwhile and were left as ` +
        `they are: ${ids.join(", ")}`,
    );
  }
}
