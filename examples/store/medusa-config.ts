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
  }),
);
