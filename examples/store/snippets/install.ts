import { defineConfig } from "@medusajs/framework/utils";
// The first of the two lines:
import { withCustomers } from "medusa-plugin-customers";

// The second:
module.exports = withCustomers(
  defineConfig({
    /* your config as it is */
  }),
);
