import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { MedusaError } from "@medusajs/framework/utils";
import { IS_UNFINISHED } from "../email-changes/email-change-row.sql";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, namesOf as fieldsWith } from "../fields";
import { MERGED_CUSTOMER_RESTORED } from "../merges/merge-run.sql";
import { Migration20261130120000CustomersCoreTables as CoreTables } from "../migrations/Migration20261130120000CustomersCoreTables";
import { Migration20261130120100CustomersAccounts as Accounts } from "../migrations/Migration20261130120100CustomersAccounts";
import { Migration20261130120200CustomersFiles as Files } from "../migrations/Migration20261130120200CustomersFiles";
import { sqlStateOf } from "./map-database-error";
import { isOwnMigration } from "./prepare-core-tables.sql";
import { queryRows } from "./transaction";

const OWN_TABLES = [...CoreTables.TABLES, ...Accounts.TABLES, ...Files.TABLES];

/** With the table; the fields that a later migration adds are among them. */
const OWN_FIELDS: readonly string[] = [
  ...fieldsWith(CUSTOMER_FIELDS, { added: true }).map((name) => `customer.${name}`),
  ...fieldsWith(ADDRESS_FIELDS, { added: true }).map((name) => `customer_address.${name}`),
];
const OWN_COLUMNS = [...CoreTables.ADDED.columns.map(({ table, name }) => `${table}.${name}`), ...OWN_FIELDS];

/** How long to wait for the locks of a running server: a longer wait would block its other requests. */
const LOCK_TIMEOUT = "10s";
/** Lock not available, deadlock (PostgreSQL manual, appendix A). */
const STILL_USED: readonly unknown[] = ["55P03", "40P01"];

/** A mark that `CoreTables.RESTORATION` takes, of either kind. */
const SURPLUS_DEFAULTS = `
  select (
    (select count(*) from customer_address where is_default_billing)
    - (select count(distinct customer_id) from customer_address where is_default_billing)
    + (select count(*) from customer_address where is_default_shipping)
    - (select count(distinct customer_id) from customer_address where is_default_shipping)
  )::int as count
`;

/**
 * Work that has begun and that a server with the plugin has to complete, by table: rows of orders, carts and logins that a merge
 * has not moved yet, say, are found by its row only. Where one of `reads` is missing, the table is of an older schema, which knows
 * no such work: that of `completed_at` of changes of email counts confirmed ones as complete, as its migration does.
 */
const UNFINISHED: Readonly<Record<string, { condition: string; reads: readonly string[] }>> = {
  customer_merge: {
    condition: `completed_at is null and not ${MERGED_CUSTOMER_RESTORED}`,
    reads: ["customer_merge.completed_at", "customer_merge.merged_id", "customer.deleted_at"],
  },
  customer_import: { condition: "state = 'importing'", reads: ["customer_import.state"] },
  customer_email_change: {
    condition: IS_UNFINISHED,
    reads: ["customer_email_change.state", "customer_email_change.completed_at"],
  },
};

/** The strongest lock first: one that is raised later deadlocks with a transaction that reads and then writes. */
const LOCKED_TABLES = ["customer_group_customer", "customer", "customer_address"];

/** How many unfinished rows of a table are named. */
const NAMED = 10;

/** The ids of unfinished work, by table, at most ten of each. */
export type UnfinishedWork = Record<string, string[]>;

/** The additions of this plugin to the database, by name. */
export type Additions = {
  tables: string[];
  /** With the table, such as `customer.search_text`. */
  columns: string[];
  indexes: string[];
  triggers: string[];
  functions: string[];
  migrations: string[];
  /** Core's indexes whose condition the plugin narrowed; they are restored. */
  altered_indexes: string[];
};

/** The numbers of rows, values and default marks that are dropped. */
export type Losses = {
  rows: Record<string, number>;
  /** The numbers of values in added fields, by the name in `Additions.columns`. */
  values: Record<string, number>;
  /** Of deleted addresses: core's index has room for one default address per customer, deleted ones included. */
  default_marks: number;
};

/** Finds what the plugin has added to the database. Locks nothing. */
export async function findAdditions(connection: Knex): Promise<Additions> {
  const { triggers, indexes, functions } = CoreTables.ADDED;
  return {
    tables: await findTables(connection, OWN_TABLES),
    columns: await findColumns(connection, [...new Set(OWN_COLUMNS)]),
    indexes: await namesOf(
      connection,
      "select name from unnest(?::text[]) name where to_regclass(quote_ident(name)) is not null",
      indexes,
    ),
    triggers: await namesOf(
      connection,
      `select name from unnest(?::text[]) name
        join pg_trigger on tgrelid = to_regclass(split_part(name, '.', 1)) and tgname = split_part(name, '.', 2)`,
      triggers.map(({ table, name }) => `${table}.${name}`),
    ),
    functions: await namesOf(
      connection,
      // By name: the arguments of one of them are the searched columns.
      `select oid::regprocedure::text as name from unnest(?::text[]) with ordinality own(name, place)
        join pg_proc on proname = own.name and pg_function_is_visible(oid)
      order by place`,
      functions,
    ),
    migrations: await findMigrations(connection),
    altered_indexes: await namesOf(
      connection,
      `select name from unnest(?::text[]) name join pg_index on indexrelid = to_regclass(quote_ident(name))
      where pg_get_expr(indpred, indrelid) like '%deleted_at%'`,
      ["billing", "shipping"].map((purpose) => `IDX_customer_address_unique_customer_${purpose}`),
    ),
  };
}

/** Counts the data that is dropped with the additions. */
export async function countLosses(connection: Knex, { tables, columns, altered_indexes }: Additions): Promise<Losses> {
  const rows: Losses["rows"] = {};
  // What is derived from other rows is no loss.
  for (const table of tables.filter((name) => !CoreTables.TABLES.includes(name))) {
    rows[table] = await countOf(connection, `select count(*)::int as count from "${table}"`);
  }
  const values: Losses["values"] = {};
  for (const field of columns.filter((name) => OWN_FIELDS.includes(name))) {
    const [table, column] = field.split(".");
    values[field] = await countOf(connection, `select count("${column}")::int as count from "${table}"`);
  }
  return {
    rows,
    values,
    default_marks: altered_indexes.length ? await countOf(connection, SURPLUS_DEFAULTS) : 0,
  };
}

/** Finds work that would be lost in the middle, in those of the tables that have such work and the columns that say so. */
export async function findUnfinishedWork(connection: Knex): Promise<UnfinishedWork> {
  const columns = await findColumns(connection, [...new Set(Object.values(UNFINISHED).flatMap(({ reads }) => reads))]);
  const found: UnfinishedWork = {};
  for (const [table, { condition, reads }] of Object.entries(UNFINISHED)) {
    if (!reads.every((name) => columns.includes(name))) {
      continue;
    }
    const statement = `select id from "${table}" where ${condition} order by id limit ?`;
    const rows = await queryRows<{ id: string }>(connection, statement, [NAMED]);
    if (rows.length) {
      found[table] = rows.map(({ id }) => id);
    }
  }
  return found;
}

/**
 * Drops the additions in one transaction.
 *
 * It names exactly these objects and never cascades: an object of another owner that depends on one of them stops it.
 *
 * @param options `force`: also when there is unfinished work
 * @returns the dropped objects; empty when there were none.
 * @throws MedusaError (not_allowed) that names unfinished work, or when other connections lock the tables for more than ten
 *   seconds.
 */
export async function dropAdditions(connection: Knex, { force = false } = {}): Promise<Additions> {
  const found = await findAdditions(connection);
  if (isEmpty(found)) {
    return found;
  }
  try {
    return await connection.transaction((transaction) => dropInTransaction(transaction, force));
  } catch (error) {
    throw STILL_USED.includes(sqlStateOf(error)) ? storeIsRunning() : error;
  }
}

/** Finds the additions again, with the locks: another run may have dropped them meanwhile. */
async function dropInTransaction(transaction: Knex.Transaction, force: boolean): Promise<Additions> {
  await transaction.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
  const locked = await findTables(transaction, LOCKED_TABLES);
  if (locked.length) {
    const names = locked.map((name) => `"${name}"`).join(", ");
    await transaction.raw(`lock table ${names} in access exclusive mode`);
  }
  const found = await findAdditions(transaction);
  const unfinished = await findUnfinishedWork(transaction);
  if (!force && Object.keys(unfinished).length) {
    throw unfinishedError(unfinished);
  }
  for (const statement of dropStatements(found)) {
    await queryRows(transaction, statement, []);
  }
  if (found.migrations.length) {
    await queryRows(transaction, "delete from mikro_orm_migrations where name = any(?)", [found.migrations]);
  }
  return found;
}

/** Whether the database has no additions of the plugin. */
export function isEmpty(additions: Additions): boolean {
  return Object.values(additions).every((names) => names.length === 0);
}

function dropStatements(found: Additions): string[] {
  const qualified = (names: readonly string[]) => names.map((name) => name.split("."));
  return [
    ...qualified(found.triggers).map(([table, name]) => `drop trigger "${name}" on "${table}"`),
    ...found.tables.map((name) => `drop table "${name}"`),
    ...found.indexes.map((name) => `drop index "${name}"`),
    ...found.functions.map((name) => `drop function ${name}`),
    ...qualified(found.columns).map(([table, name]) => `alter table "${table}" drop column "${name}"`),
    ...(found.altered_indexes.length ? CoreTables.RESTORATION : []),
  ];
}

async function findMigrations(connection: Knex): Promise<string[]> {
  if (!(await findTables(connection, ["mikro_orm_migrations"])).length) {
    return [];
  }
  const rows = await queryRows<{ name: string }>(connection, "select name from mikro_orm_migrations order by id", []);
  const names = rows.map(({ name }) => name);
  return names.filter(isOwnMigration);
}

async function findTables(connection: Knex, names: readonly string[]): Promise<string[]> {
  const statement =
    "select name from unnest(?::text[]) with ordinality given(name, place) where to_regclass(name) is not null order by place";
  return await namesOf(connection, statement, names);
}

/** @param names each with the table, such as `customer.search_text`. */
async function findColumns(connection: Knex, names: readonly string[]): Promise<string[]> {
  const statement = `
    select name from unnest(?::text[]) name
      join pg_attribute on attrelid = to_regclass(split_part(name, '.', 1)) and attname = split_part(name, '.', 2)
    where not attisdropped`;
  return await namesOf(connection, statement, names);
}

async function namesOf(connection: Knex, statement: string, names: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ name: string }>(connection, statement, [names]);
  return rows.map(({ name }) => name);
}

async function countOf(connection: Knex, statement: string): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(connection, statement, []);
  return count;
}

function unfinishedError(unfinished: UnfinishedWork): MedusaError {
  const named = Object.entries(unfinished).map(([table, ids]) => `${table} ${ids.join(", ")}`);
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Work of the plugin has not ended: ${named.join("; ")}. Nothing was dropped. Put the plugin's lines back into medusa-config, ` +
      'start the store until this command, without "drop", names no unfinished work, and run it again. "drop force" drops it anyway.',
  );
}

function storeIsRunning(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Other connections use the customers' tables, and did not let go of them within ${LOCK_TIMEOUT}. Nothing was dropped. ` +
      "Stop the store's servers and workers, then run the command again.",
  );
}
