import { defineConfig } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

/** A store with Medusa's roles on: policies of routes are looked at. */
module.exports = withCustomers(
  defineConfig({
    featureFlags: { rbac: true },
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "test", cookieSecret: "test" },
    },
    // By itself it is there where the flag stands in the environment only.
    modules: [{ resolve: "@medusajs/medusa/rbac" }],
  }),
);
