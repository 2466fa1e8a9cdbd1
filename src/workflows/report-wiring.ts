import { container } from "@medusajs/framework";
import { reportMissingModule } from "../shared/wiring";
import { reportGuestCheckout } from "./guest-checkout/read-guest-checkout-mode";

// Medusa imports every file of this folder once while it boots, in each worker mode and after the modules are registered:
// the one place where a plugin can look at the wiring before the first request or job.
reportMissingModule(container);
reportGuestCheckout(container);
