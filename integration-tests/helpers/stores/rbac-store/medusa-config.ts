import { defineConfig } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

/** A store whose dashboard users may do what their roles allow. */
module.exports = withCustomers(
  defineConfig({
    featureFlags: { rbac: true },
    // By name: the test runner reads this file before it knows the flag, and Medusa leaves the module out then.
    modules: [{ resolve: "@medusajs/medusa/rbac" }],
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "test", cookieSecret: "test" },
    },
  }),
);
