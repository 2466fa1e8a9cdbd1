import { defineConfig, loadEnv } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

loadEnv(process.env.NODE_ENV ?? "development", process.cwd());

module.exports = withCustomers(
  defineConfig({
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      http: {
        storeCors: process.env.STORE_CORS ?? "http://localhost:8000",
        adminCors: process.env.ADMIN_CORS ?? "http://localhost:9000",
        authCors: process.env.AUTH_CORS ?? "http://localhost:8000,http://localhost:9000",
        jwtSecret: process.env.JWT_SECRET,
        cookieSecret: process.env.COOKIE_SECRET,
      },
    },
    modules: [
      {
        resolve: "@medusajs/medusa/notification",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/notification-local",
              id: "local",
              // Writes mails to the log. A shop has a provider here that sends them.
              options: { name: "Local Notification Provider", channels: ["feed", "email"] },
            },
          ],
        },
      },
    ],
  }),
);
