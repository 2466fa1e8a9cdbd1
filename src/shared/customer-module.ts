import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import type CustomerModuleService from "../modules/customer/service";
import { isModuleMounted, MISSING_MODULE_MESSAGE } from "./wiring";

/**
 * This plugin's service, with what it has beyond the contract.
 *
 * @throws MedusaError (unexpected_state) that says which lines are missing when core's service answers instead.
 */
export function resolveCustomerModule(container: MedusaContainer): CustomerModuleService {
  if (!isModuleMounted(container)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, MISSING_MODULE_MESSAGE);
  }
  // as: the line above has looked at the mark that only this plugin's service bears.
  return container.resolve(Modules.CUSTOMER) as CustomerModuleService;
}
