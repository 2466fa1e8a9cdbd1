import { join } from "node:path";
import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Logger, ModuleExports, ModuleServiceInitializeOptions } from "@medusajs/framework/types";
import { Modules, ModulesSdkUtils } from "@medusajs/framework/utils";
import { counted } from "../../../shared/counted";
import { type EmailNormalization, normalizeEmail } from "../emails/normalize-email";
import { normalizeStoredEmails } from "../emails/normalize-stored-emails.sql";
import { repairMemberships } from "../groups/repair-memberships.sql";
import { repairLiveCount } from "../listing/live-count.sql";
import { prepareSearch, type SearchPreparation } from "../listing/prepare-search.sql";
import { resolveOptions } from "../resolve-options";
import { prepareCoreTables } from "./prepare-core-tables.sql";

const location = { moduleName: Modules.CUSTOMER, pathToMigrations: join(__dirname, "../migrations") };
const migrateUp = ModulesSdkUtils.buildMigrationScript(location);

/**
 * Runs `medusa db:migrate` for this module: the slow index builds, the migrations, then the repair of rows that core
 * wrote.
 *
 * The repair runs every time, because a store may have used core in between; with nothing to repair it reads each table
 * once. Medusa holds an advisory lock meanwhile: one process at a time migrates.
 */
export const runMigrations: NonNullable<ModuleExports["runMigrations"]> = async (args) => {
  // Before the first write: with wrong options the repair would rewrite every email.
  const { email_normalization } = resolveOptions(args.options);
  const logger = args.logger ?? console;
  await withConnection(args.options, prepareCoreTables);
  const migrated = await migrateUp(args);
  await withConnection(args.options, (connection) => repair(connection, email_normalization, logger));
  return migrated.map(({ name, path = "" }) => ({ name, path }));
};

export const revertMigration: NonNullable<ModuleExports["revertMigration"]> =
  ModulesSdkUtils.buildRevertMigrationScript(location);

async function withConnection(
  options: Record<string, unknown> | undefined,
  work: (connection: Knex) => Promise<void>,
): Promise<void> {
  // as: Medusa puts `database` among the options before it calls; their type leaves them open.
  const withDatabase = { ...options } as Partial<ModuleServiceInitializeOptions> as ModuleServiceInitializeOptions;
  const database = ModulesSdkUtils.loadDatabaseConfig(Modules.CUSTOMER, withDatabase);
  const connection = ModulesSdkUtils.createPgConnection(database);
  try {
    await work(connection);
  } finally {
    await connection.destroy();
  }
}

async function repair(
  connection: Knex,
  email_normalization: EmailNormalization,
  logger: Pick<Logger, "info" | "warn">,
): Promise<void> {
  const memberships = await repairMemberships(connection);
  const recounted = await repairLiveCount(connection);
  const emails = await normalizeStoredEmails(connection, (email) => normalizeEmail(email, email_normalization));
  report(logger, { ...memberships, ...emails, recounted });
  reportSearch(logger, await prepareSearch(connection));
}

function report(
  logger: Pick<Logger, "info" | "warn">,
  done: Record<"duplicates" | "orphans" | "changed" | "unchanged" | "wrong", number> & { recounted: boolean },
): void {
  const parts = [
    done.duplicates && `${counted(done.duplicates, "duplicate membership")} soft-deleted`,
    done.orphans && `${counted(done.orphans, "membership")} of deleted groups deleted with them`,
    done.changed && `${counted(done.changed, "email")} normalized`,
    done.recounted && "the number of customers counted again",
  ].filter(Boolean);
  if (parts.length) {
    logger.info(`Repaired: ${parts.join(", ")}.`);
  }
  if (done.unchanged) {
    logger.warn(
      `${counted(done.unchanged, "customer shares its", "customers share their")} email with another customer, but for its spelling, ` +
        "and stayed as before; GET /admin/customers/duplicates, or npx medusa-plugin-customers duplicates, lists each with what to do.",
    );
  }
  if (done.wrong) {
    logger.warn(
      `${counted(done.wrong, "customer has", "customers have")} a text as email that is not an email. It was not changed, and ` +
        "these customers can log in. Invitations are not mailed to them, and they cannot verify the email. " +
        "npx medusa-plugin-customers duplicates lists them. Correct each email.",
    );
  }
}

function reportSearch(logger: Pick<Logger, "warn">, { ready, missingExtensions }: SearchPreparation): void {
  if (!ready) {
    const statements = missingExtensions.map((name) => `CREATE EXTENSION ${name};`).join(" ");
    logger.warn(
      "Fast customer search needs PostgreSQL extensions that this database does not have and this role may not create. " +
        `Ask your database administrator to run, in this database: ${statements} Then run db:migrate again. Until then ` +
        "customers are searched as core's module searches them.",
    );
  }
}
