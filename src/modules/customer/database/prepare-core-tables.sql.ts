import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { MedusaError } from "@medusajs/framework/utils";
import { Migration20261130120000CustomersCoreTables as CoreTables } from "../migrations/Migration20261130120000CustomersCoreTables";
import { queryRows } from "./transaction";

/** With this migration core's tables are complete. */
const LAST_OF_CORE = "Migration20251010130829";

/** The migrations of the plugin's own, by the names of their files; core's five have no words in theirs. */
const OWN = readdirSync(join(__dirname, "..", "migrations")).flatMap(
  (file) => /^(Migration\d{14}Customers[A-Z]\w*)\.[jt]s$/.exec(file)?.slice(1) ?? [],
);

/** The names of the migrations of builds before the first release. */
const UNRELEASED = /^Migration202611\d{8}Customers[A-Z]/;
const LAST_UNRELEASED = "Migration20261130110000CustomersOldEmails";

/**
 * Changes core's tables before the migrations do, with one transaction per statement.
 *
 * No lock lasts longer than the build of one index, and none is held while the statement waits for another table. An
 * interrupted run leaves complete indexes only, and the next one continues after them. Does nothing in a database that
 * core's migrations have not created yet, and in one whose own migrations have run.
 *
 * @throws MedusaError (not_allowed) for a database of an unreleased build that lacks later columns.
 */
export async function prepareCoreTables(connection: Knex): Promise<void> {
  const names = await migrationNames(connection);
  assertNoPartOfUnreleased(names);
  if (!names.includes(LAST_OF_CORE) || names.includes(CoreTables.name)) {
    return;
  }
  if ((await queryRows(connection, CoreTables.IS_PREPARED, [])).length) {
    return;
  }
  for (const statement of CoreTables.PREPARATION) {
    await queryRows(connection, statement, []);
  }
}

/** Returns the names of the plugin's migrations that this database does not have yet. */
export async function listPendingMigrations(connection: Knex): Promise<string[]> {
  const applied = new Set(await migrationNames(connection));
  return OWN.filter((name) => !applied.has(name)).sort();
}

/** Whether a migration is the plugin's: of this build, or of one before the first release. */
export function isOwnMigration(name: string): boolean {
  return OWN.includes(name) || isUnreleasedMigration(name);
}

function isUnreleasedMigration(name: string): boolean {
  return UNRELEASED.test(name) && name < CoreTables.name;
}

/**
 * Asserts that no unreleased migration is missing. With all of them the schema is that of the released ones, which then
 * change nothing.
 */
function assertNoPartOfUnreleased(names: readonly string[]): void {
  const unreleased = names.filter(isUnreleasedMigration);
  if (unreleased.length && !unreleased.includes(LAST_UNRELEASED)) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "An unreleased build of medusa-plugin-customers migrated this database, and its tables lack columns. Take its tables " +
        "out with `npx medusa-plugin-customers uninstall drop`, then run db:migrate again.",
    );
  }
}

async function migrationNames(connection: Knex): Promise<string[]> {
  const [{ exists }] = await queryRows<{ exists: boolean }>(
    connection,
    "select to_regclass('mikro_orm_migrations') is not null as exists",
    [],
  );
  const rows = exists ? await queryRows<{ name: string }>(connection, "select name from mikro_orm_migrations", []) : [];
  return rows.map(({ name }) => name);
}
