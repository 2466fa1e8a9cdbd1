import { Modules } from "@medusajs/framework/utils";
import type { CustomersOptions } from "medusa-plugin-customers";
import type { Store } from "../stores/store";

/** Sets the option `guest_checkout` of the running store, until the spies are restored after the test. */
export function chooseGuestCheckout(
  store: Store,
  guest_checkout: NonNullable<CustomersOptions["guest_checkout"]>,
): void {
  const service = store.container.resolve(Modules.CUSTOMER);
  const settings = { ...service.logins.settings(), guest_checkout };
  jest.spyOn(service.logins, "settings").mockReturnValue(settings);
}
