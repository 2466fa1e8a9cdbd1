import { defineConfig } from "@medusajs/framework/utils";

const options = { claim: "manual" };

module.exports = defineConfig({
  plugins: [{ resolve: "medusa-plugin-customers", options }],
  modules: [{ resolve: "medusa-plugin-customers/modules/customer", options }],
});
