import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../shared/customer-module";
import { PLUGIN } from "../../shared/plugin-name";
import { isModuleMounted } from "../../shared/wiring";

export type GuestCheckoutMode = "proven" | "core";

/**
 * Returns the rule for the customer of a cart without a login. `"auto"` follows the store's demands on customers' logins.
 */
export function readGuestCheckoutMode(container: MedusaContainer): GuestCheckoutMode {
  const { guest_checkout } = resolveCustomerModule(container).logins.settings();
  if (guest_checkout !== "auto") {
    return guest_checkout;
  }
  const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  return http.authVerificationsPerActor?.customer?.length ? "proven" : "core";
}

/** Logs at boot the meaning of `guest_checkout: "auto"` in this store. A store with another value needs no such line. */
export function reportGuestCheckout(container: MedusaContainer): void {
  if (isModuleMounted(container) && resolveCustomerModule(container).logins.settings().guest_checkout === "auto") {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.info(`${PLUGIN}: guest_checkout is "auto". ${MEANINGS[readGuestCheckoutMode(container)]}`);
  }
}

const MEANINGS: Record<GuestCheckoutMode, string> = {
  core:
    "A cart with the email of a registered customer is that customer's, also without a login, as in core: this store " +
    "does not demand verified logins (http.authVerificationsPerActor). Set guest_checkout to " +
    '"proven" to ask for a verified email, or to "core" to keep this and end this message.',
  proven:
    "A cart without a login is the registered customer's of its email only if that email is verified, because this store " +
    "demands verified logins (http.authVerificationsPerActor). Set guest_checkout to " +
    '"core" for core\'s behaviour, or to "proven" to keep this and end this message.',
};
