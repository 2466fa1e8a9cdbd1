import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import type CustomerModuleService from "../modules/customer/service";
import { resolveCustomerModule } from "./customer-module";
import { loggerOf } from "./logger-of";
import { isModuleMounted } from "./wiring";

/** The context of a job: the store's container, this plugin's service, and the logger. */
type JobContext = { container: MedusaContainer; service: CustomerModuleService; logger: Logger };

/**
 * Creates the handler of a scheduled job, which does nothing where another customer module runs.
 *
 * Medusa loads the jobs of a plugin also when the module's entry is missing from medusa-config. The boot reports that once;
 * a job would report it every minute.
 */
export function defineJob(run: (context: JobContext) => Promise<void>): (container: MedusaContainer) => Promise<void> {
  return async (container) => {
    if (isModuleMounted(container)) {
      const logger = loggerOf(container);
      await run({ container, service: resolveCustomerModule(container), logger });
    }
  };
}
