import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type CustomerModuleService from "../modules/customer/service";
import { resolveCustomerModule } from "./customer-module";
import { isModuleMounted } from "./wiring";

/** What a job works with: the store's container, this plugin's service, and the log. */
export type JobContext = { container: MedusaContainer; service: CustomerModuleService; logger: Logger };

/**
 * Makes the handler of a scheduled job, which does nothing where another customer module runs.
 *
 * Medusa loads the jobs of a plugin also when the module's entry is missing from medusa-config. The boot reports that once;
 * a job would report it every minute.
 */
export function defineJob(run: (context: JobContext) => Promise<void>): (container: MedusaContainer) => Promise<void> {
  return async (container) => {
    if (isModuleMounted(container)) {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
      await run({ container, service: resolveCustomerModule(container), logger });
    }
  };
}
