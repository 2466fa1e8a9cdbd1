import { container } from "@medusajs/framework";
import { reportMissingModule } from "../shared/wiring";
import { reportGuestCheckout } from "./guest-checkout/read-guest-checkout-mode";
import { reportLocking } from "./report-locking";

// Medusa imports every file of this folder once at boot, in each worker mode and after the modules are registered. It is
// the one place where a plugin can check the wiring before the first request or job.
reportMissingModule(container);
reportGuestCheckout(container);
reportLocking(container);
