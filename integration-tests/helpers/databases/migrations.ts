import { dirname, join, resolve } from "node:path";
import type { Logger } from "@medusajs/framework/types";
import { createMedusaContainer, ModulesSdkUtils } from "@medusajs/framework/utils";
import customerModule from "../../../src/modules/customer";
import { prepareCoreTables } from "../../../src/modules/customer/database/prepare-core-tables.sql";
import { countMigration } from "../run/run-counts";
import { databaseUrl } from "./databases";

const CORE_MIGRATIONS = join(dirname(require.resolve("@medusajs/customer")), "migrations");
const OUR_MIGRATIONS = resolve(__dirname, "../../../src/modules/customer/migrations");

const runCoreMigrations = ModulesSdkUtils.buildMigrationScript({
  moduleName: "customer",
  pathToMigrations: CORE_MIGRATIONS,
});
const runOurMigrations = ModulesSdkUtils.buildMigrationScript({
  moduleName: "customer",
  pathToMigrations: OUR_MIGRATIONS,
});

type Said = { info: string[]; warn: string[] };
type Migrated = Said & { names: string[] };

/** Keeps what a migration says to the person who runs it. */
function listener(): { said: Said; logger: Logger } {
  const said: Said = { info: [], warn: [] };
  const logger = { info: (line: string) => said.info.push(line), warn: (line: string) => said.warn.push(line) };
  // as: a migration says nothing by the other methods but errors, which it throws too.
  return { said, logger: { ...logger, error: () => {} } as unknown as Logger };
}

/** What `medusa db:migrate` runs while core's module is in place. */
export async function migrateCore(database: string): Promise<string[]> {
  countMigration("core-module");
  const { logger } = listener();
  const done = await runCoreMigrations({ options: { database: { clientUrl: databaseUrl(database) } }, logger });
  return done.map(({ name }) => name);
}

/** What `medusa db:migrate` runs while this plugin's module is in place: the migrations, then the repair of old rows. */
export async function migrateOurs(database: string, options: Record<string, unknown> = {}): Promise<Migrated> {
  countMigration("module");
  const { said, logger } = listener();
  const { runMigrations } = customerModule;
  const withDatabase = { ...options, database: { clientUrl: databaseUrl(database) } };
  const done = await runMigrations({ container: createMedusaContainer(), options: withDatabase, logger });
  return { ...said, names: done?.map(({ name }) => name) ?? [] };
}

/** The builds that `migrateOurs` does before the migrations, alone. */
export async function prepareOurs(database: string): Promise<void> {
  const connection = ModulesSdkUtils.createPgConnection({ clientUrl: databaseUrl(database), schema: "public" });
  try {
    await prepareCoreTables(connection);
  } finally {
    await connection.destroy();
  }
}

/** The migrations of `migrateOurs` alone, so that each part can be timed. */
export async function migrateOurSchema(database: string): Promise<string[]> {
  countMigration("module");
  const { logger } = listener();
  const done = await runOurMigrations({ options: { database: { clientUrl: databaseUrl(database) } }, logger });
  return done.map(({ name }) => name);
}

/** What one `medusa db:rollback customer` runs: it takes back the last of this module's migrations. */
export async function revertOurs(database: string): Promise<void> {
  const { logger } = listener();
  const options = { database: { clientUrl: databaseUrl(database) } };
  await customerModule.revertMigration({ container: createMedusaContainer(), options, logger });
}
