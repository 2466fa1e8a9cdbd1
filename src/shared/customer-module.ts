import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import type CustomerModuleService from "../modules/customer/service";
import { isModuleMounted, MISSING_MODULE_MESSAGE } from "./wiring";

/**
 * Resolves this plugin's service.
 *
 * @throws MedusaError (unexpected_state) that says which lines are missing when core's service answers instead.
 */
export function resolveCustomerModule(container: MedusaContainer): CustomerModuleService {
  if (!isModuleMounted(container)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, MISSING_MODULE_MESSAGE);
  }
  // as: `isModuleMounted` has checked that it is this plugin's service.
  return container.resolve(Modules.CUSTOMER) as CustomerModuleService;
}
