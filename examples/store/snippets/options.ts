import { defineConfig } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

module.exports = withCustomers(
  defineConfig({
    /* your config as it is */
  }),
  {
    guest_checkout: "proven",
    invitation_ttl_hours: 72,
    trusted_email_providers: ["google"],
  },
);
