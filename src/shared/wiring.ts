import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { PLUGIN } from "./plugin-name";

export const MISSING_MODULE_MESSAGE =
  `${PLUGIN} is mounted, but another module answers as "${Modules.CUSTOMER}" (core's, unless you set one): ` +
  "the modules entry is missing from medusa-config. Add these two lines and start again:\n" +
  `  import { withCustomers } from "${PLUGIN}"\n` +
  "  module.exports = withCustomers(defineConfig({ /* your config as it is */ }))";

/** Whether this plugin's service answers as the customer module of the store. */
export function isModuleMounted(container: MedusaContainer): boolean {
  const service: object | undefined = container.resolve(Modules.CUSTOMER, { allowUnregistered: true });
  return service !== undefined && "plugin" in service && service.plugin === PLUGIN;
}

/**
 * Logs an error when the plugin is listed but its module is not mounted. Medusa runs core's module then and reports nothing,
 * because the modules of a config, core's defaults included, take precedence over the modules of a plugin.
 */
export function reportMissingModule(container: MedusaContainer): void {
  if (!isModuleMounted(container)) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(MISSING_MODULE_MESSAGE);
  }
}
