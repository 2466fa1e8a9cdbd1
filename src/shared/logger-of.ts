import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Resolves the logger of the store. */
export function loggerOf(container: MedusaContainer): Logger {
  return container.resolve(ContainerRegistrationKeys.LOGGER);
}
