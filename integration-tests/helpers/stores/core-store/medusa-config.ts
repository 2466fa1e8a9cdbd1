import { defineConfig } from "@medusajs/framework/utils";

/** A store without this plugin: what a shop has before it, and again when its two lines are taken out. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "test", cookieSecret: "test" },
  },
});
