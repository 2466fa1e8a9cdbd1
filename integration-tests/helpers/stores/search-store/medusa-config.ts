import { defineConfig } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

/** A store that keeps customers in Medusa's Search Module as well. */
module.exports = withCustomers(
  defineConfig({
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "test", cookieSecret: "test" },
    },
  }),
);
