import { Modules } from "@medusajs/framework/utils";
import type { CustomersOptions } from "medusa-plugin-customers";
import type CustomerModuleService from "../../src/modules/customer/service";
import type { Store } from "./store";

/** Sets the option `guest_checkout` of the running store, until the spies are restored after the test. */
export function chooseGuestCheckout(
  store: Store,
  guest_checkout: NonNullable<CustomersOptions["guest_checkout"]>,
): void {
  const service = store.container.resolve<CustomerModuleService>(Modules.CUSTOMER);
  const settings = { ...service.accountSettings(), guest_checkout };
  jest.spyOn(service, "accountSettings").mockReturnValue(settings);
}
