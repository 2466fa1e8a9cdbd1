import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Logger, ModuleExports } from "@medusajs/framework/types";
import { Modules, ModulesSdkUtils } from "@medusajs/framework/utils";
import { fingerprintSources, isPluginStale, recordPluginBuild } from "../../scripts/build-plugin";
import { runMedusa } from "../../scripts/start/medusa";
import type { Session } from "../../scripts/start/session";
import { REPOSITORY_ROOT } from "../../scripts/start/settings";

/** Core's package has no folder export: its entry file is the way to its folder. */
export const CORE_MODULE = dirname(require.resolve("@medusajs/customer"));

/** The built plugin: what is measured is what is shipped. */
const OUR_MODULE = join(REPOSITORY_ROOT, ".medusa", "server", "src", "modules", "customer");

export type Plugin = {
  moduleFolder: string;
  /** Changes with the files that decide what our database looks like. */
  migrationsFingerprint: string;
};

/** Builds the plugin unless the build is that of the present sources. */
export async function ensurePlugin(session: Session): Promise<Plugin> {
  const sources = await fingerprintSources();
  if (await isPluginStale(sources)) {
    await runMedusa(session, {
      commandArguments: ["plugin:build"],
      workingDirectory: REPOSITORY_ROOT,
      environment: process.env,
      advice: "Mend what it reports in src/, and run the benchmark again.",
    });
    await recordPluginBuild(sources);
  }
  return { moduleFolder: OUR_MODULE, migrationsFingerprint: await fingerprintMigrations() };
}

export async function migrateCore(url: string): Promise<void> {
  const run = ModulesSdkUtils.buildMigrationScript({
    moduleName: Modules.CUSTOMER,
    pathToMigrations: join(CORE_MODULE, "migrations"),
  });
  await run(migrationArguments(url));
}

/** What `medusa db:migrate` runs for the plugin's module: its migrations, then its repairs. */
export async function migrateOurs(url: string, plugin: Plugin): Promise<void> {
  // as: an export of the built module, whose type the compiler cannot see.
  const { default: module } = require(plugin.moduleFolder) as { default: ModuleExports };
  await module.runMigrations?.(migrationArguments(url));
}

type MigrationArguments = Parameters<NonNullable<ModuleExports["runMigrations"]>>[0];

function migrationArguments(url: string): MigrationArguments {
  const given: Partial<MigrationArguments> = { options: { database: { clientUrl: url } }, logger: QUIET_LOGGER };
  // as: the type also asks for a container, which migrations do not look at.
  return given as MigrationArguments;
}

/** Speaks only of what goes wrong. */
export const QUIET_LOGGER = {
  ...console,
  ...Object.fromEntries(["info", "log", "debug", "success", "activity", "progress"].map((name) => [name, () => {}])),
  // as: those are the methods that the migrations and the loaders call.
} as unknown as Logger;

/** What decides on the tables, in the built module. */
const MIGRATIONS = [
  "migrations",
  "database/run-migrations.js",
  "emails/normalize-stored-emails.sql.js",
  "groups/repair-memberships.sql.js",
  "listing/prepare-search.sql.js",
];

/** A file elsewhere that a migration imports is not seen: `--rebuild` is for that. */
async function fingerprintMigrations(): Promise<string> {
  const hash = createHash("sha256");
  for (const path of MIGRATIONS) {
    for (const file of await listScripts(join(OUR_MODULE, path))) {
      hash.update(file).update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

async function listScripts(path: string): Promise<string[]> {
  if (path.endsWith(".js")) {
    return [path];
  }
  const files = await readdir(path, { recursive: true });
  return files
    .filter((file) => file.endsWith(".js"))
    .sort()
    .map((file) => join(path, file));
}
