import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "../../scripts/ports";
import { runMedusa, startMedusa } from "../../scripts/start/medusa";
import type { Session } from "../../scripts/start/session";
import { REPOSITORY_ROOT } from "../../scripts/start/settings";
import { BENCH_DIRECTORY } from "../databases/server";

export const STORE_KINDS = ["core", "ours"] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** Signs the tokens of the requests; the stores listen on this machine for a minute. */
export const JWT_SECRET = "benchmark-only-jwt-secret";

const ADVICE = "Its output is above; the stores of the benchmark are in .data/bench.";

/**
 * A store as in examples/store, in production mode: without the dashboard, which would take a build of half a minute
 * and answers none of the requests, and in JavaScript, as `medusa build` leaves it.
 */
async function writeStore(kind: StoreKind): Promise<string> {
  const directory = join(BENCH_DIRECTORY, `store-${kind}`);
  await rm(directory, { recursive: true, force: true });
  await mkdir(join(directory, "node_modules"), { recursive: true });
  // Medusa's command line looks for its own name here; by Node's rules all is found in the folders above.
  const dependencies = { "@medusajs/medusa": "*" };
  await writeFile(join(directory, "package.json"), JSON.stringify({ private: true, dependencies }));
  await writeFile(join(directory, "medusa-config.js"), configOf(kind));
  if (kind === "ours") {
    // The plugin of this checkout, by its name.
    await symlink(REPOSITORY_ROOT, join(directory, "node_modules", "medusa-plugin-customers"), "dir");
  }
  return directory;
}

function configOf(kind: StoreKind): string {
  const config = `defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: true },
})`;
  const lines = [
    `const { defineConfig } = require("@medusajs/framework/utils");`,
    ...(kind === "ours" ? [`const { withCustomers } = require("medusa-plugin-customers");`] : []),
    `module.exports = ${kind === "ours" ? `withCustomers(${config})` : config};`,
  ];
  return `${lines.join("\n")}\n`;
}

function environment(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    JWT_SECRET,
    COOKIE_SECRET: "benchmark-only-cookie-secret",
    LOG_LEVEL: "warn",
    MEDUSA_DISABLE_TELEMETRY: "true",
  };
}

/** All of Medusa's tables, with the plugin's additions in the store that has it. */
export async function migrateStore(session: Session, kind: StoreKind, databaseUrl: string): Promise<void> {
  await runMedusa(session, {
    commandArguments: ["db:migrate", "--execute-safe-links"],
    workingDirectory: await writeStore(kind),
    environment: environment(databaseUrl),
    advice: ADVICE,
  });
}

export type RunningStore = { origin: string; stop(): Promise<void> };

export async function startStore(session: Session, kind: StoreKind, databaseUrl: string): Promise<RunningStore> {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const command = {
    commandArguments: ["start", "--port", String(port)],
    workingDirectory: await writeStore(kind),
    environment: environment(databaseUrl),
    advice: ADVICE,
  };
  const group = await startMedusa(session, command, origin);
  return { origin, stop: group.stop };
}
