import { defineConfig, loadEnv } from "@medusajs/framework/utils";
import { withCustomers } from "medusa-plugin-customers";

loadEnv(process.env.NODE_ENV ?? "development", process.cwd());

const redisUrl = process.env.REDIS_URL;

/** What several servers and workers of one shop share; docs/cluster.md says which is needed for what. */
const REDIS_MODULES = [
  {
    resolve: "@medusajs/medusa/event-bus-redis",
    options: {
      redisUrl,
      // A subscriber that throws is called again; completed events leave the queue, failed ones after a week.
      jobOptions: { attempts: 3, backoff: { type: "exponential", delay: 1_000 }, removeOnFail: { age: 604_800 } },
    },
  },
  { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
  {
    resolve: "@medusajs/medusa/locking",
    options: {
      providers: [
        { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } },
      ],
    },
  },
  {
    resolve: "@medusajs/medusa/caching",
    options: {
      providers: [
        { resolve: "@medusajs/medusa/caching-redis", id: "caching-redis", is_default: true, options: { redisUrl } },
      ],
    },
  },
];

module.exports = withCustomers(
  defineConfig({
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      // Sessions of the dashboard.
      redisUrl,
      http: {
        storeCors: process.env.STORE_CORS ?? "http://localhost:8000",
        adminCors: process.env.ADMIN_CORS ?? "http://localhost:9000",
        authCors: process.env.AUTH_CORS ?? "http://localhost:8000,http://localhost:9000",
        jwtSecret: process.env.JWT_SECRET,
        cookieSecret: process.env.COOKIE_SECRET,
      },
    },
    admin: { disable: process.env.DISABLE_MEDUSA_ADMIN === "true" },
    modules: [
      ...(redisUrl ? REDIS_MODULES : []),
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
