import { defineConfig } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

const origin = process.env.STORE_ORIGIN ?? "http://localhost:9000";

/** The store with the dashboard that browser specs use, built once and started by `admin-store.ts`. */
module.exports = withCustomers(
  defineConfig({
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      http: {
        storeCors: origin,
        adminCors: origin,
        authCors: origin,
        jwtSecret: process.env.JWT_SECRET,
        cookieSecret: process.env.COOKIE_SECRET,
      },
    },
    modules: [
      {
        resolve: "@medusajs/medusa/file",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/file-local",
              id: "local",
              // Links to files of exports point to this very server.
              options: { backend_url: `${origin}/static` },
            },
          ],
        },
      },
    ],
  }),
);
