import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { CUSTOMER_FIELDS, namesOf } from "../fields";

/** Both are "trusted" since PostgreSQL 13: the owner of the database may create them without being a superuser. */
const EXTENSIONS = ["pg_trgm", "unaccent"] as const;

/** Rows per round of the first fill. Each round is a short transaction that blocks only writers of its rows. */
const BATCH = 10_000;

/**
 * Removes accents and converts to lower case.
 *
 * `unaccent` is only marked stable because its dictionary could be changed; the wrapper may be immutable because it is not.
 * A body in the SQL standard's form is bound at creation, so that a caller's search path cannot redirect it (PostgreSQL
 * 14).
 */
const fold = (unaccentSchema: string): string => `
  create or replace function customers_fold(value text) returns text
  language sql immutable strict parallel safe
  return lower("${unaccentSchema}".unaccent('"${unaccentSchema}".unaccent'::regdictionary, value))
`;

const SEARCHED = namesOf(CUSTOMER_FIELDS, { searched: true });
const COLUMNS = SEARCHED.join(", ");
const PARAMETERS = SEARCHED.map((column) => `${column} text`).join(", ");

const WORDS = [
  ...SEARCHED.map((column) => `coalesce(${column}, '')`),
  ...namesOf(CUSTOMER_FIELDS, { searchedDigits: true }).map(
    (column) => `coalesce(regexp_replace(${column}, '[^0-9]', '', 'g'), '')`,
  ),
];

/** The columns that core searches, each after a space, so that "% ab%" finds the beginning of a word; then phone digits. */
const SEARCH_TEXT = `
  create or replace function customers_search_text(${PARAMETERS}) returns text
  language sql immutable parallel safe
  return customers_fold(${WORDS.map((word) => `' ' || ${word}`).join(" || ")})
`;

/** Keeps the search path of the migration: a restored dump, or a writer from another schema, has another one. */
const TRIGGER_FUNCTION = `
  create or replace function customers_keep_search_text() returns trigger
  language plpgsql set search_path from current as $$
  begin
    new.search_text := customers_search_text(${SEARCHED.map((column) => `new.${column}`).join(", ")});
    return new;
  end
  $$
`;

/** Only for the columns it reads: other updates have no extra cost. */
const TRIGGER = `
  create or replace trigger "customers_search_text"
  before insert or update of ${COLUMNS} on customer
  for each row execute function customers_keep_search_text()
`;

const FILL = `
  with missing as (
    select id from customer
    where id > ? and (search_text is null or search_text <> customers_search_text(${COLUMNS}))
    order by id limit ${BATCH}
  ),
  filled as (
    update customer
    set search_text = customers_search_text(${COLUMNS})
    from missing where customer.id = missing.id
    returning customer.id
  )
  select max(id) as last from filled
`;

/** Finds functions of other columns: those from before a column was added. */
const OUTDATED = `
  select oid::regprocedure::text as signature from pg_proc
  where proname = 'customers_search_text' and pg_function_is_visible(oid)
    and pg_get_function_identity_arguments(oid) <> ?
`;

const TRIGGER_COLUMNS = `
  select attname as column from pg_trigger
  join pg_attribute on attrelid = tgrelid and attnum = any(tgattr)
  where tgname = 'customers_search_text' and tgrelid = to_regclass('customer')
`;

export type SearchPreparation = { ready: boolean; missingExtensions: string[] };

/**
 * Prepares fast search: extensions, functions, the trigger that maintains the text, the text of old rows, the index.
 *
 * Each part is checked first, so that a second run costs nothing and a stopped run is continued. Rows are filled in short
 * rounds that block only writers of these rows. The index comes last, because the service relies on the text once it
 * exists; writes to customers wait while it is built. It cannot be built concurrently: that waits for every older
 * transaction, and Medusa holds its migration lock in one during the whole run. When other columns are searched than
 * before, the index is dropped first: until it exists again, words are searched as core does, in all columns.
 *
 * For a role that may not create extensions it returns the missing ones; words are then searched as core does.
 */
export async function prepareSearch(connection: Knex): Promise<SearchPreparation> {
  const missingExtensions = await createExtensions(connection);
  if (missingExtensions.length) {
    return { ready: false, missingExtensions };
  }
  await dropOutdatedIndex(connection);
  if (!(await isSearchReady(connection))) {
    await connection.raw(fold(await schemaOf(connection, "unaccent")));
    await createFunctions(connection);
    await connection.raw(TRIGGER);
    await fillSearchTexts(connection);
    await createIndex(connection);
  }
  return { ready: true, missingExtensions: [] };
}

/** Whether the search text is complete and indexed: the index exists and is valid. */
export async function isSearchReady(connection: Knex): Promise<boolean> {
  const rows = await queryRows(
    connection,
    `select from pg_index where indexrelid = to_regclass('"IDX_customer_search_text"') and indisvalid and indisready`,
    [],
  );
  return rows.length > 0;
}

async function dropOutdatedIndex(connection: Knex): Promise<void> {
  const rows = await queryRows<{ column: string }>(connection, TRIGGER_COLUMNS, []);
  const kept = new Set(rows.map(({ column }) => column));
  if (kept.size !== SEARCHED.length || !SEARCHED.every((column) => kept.has(column))) {
    await connection.raw(`drop index if exists "IDX_customer_search_text"`);
  }
}

/** Creates the functions in one transaction: the trigger must not call a dropped one. */
async function createFunctions(connection: Knex): Promise<void> {
  const outdated = await queryRows<{ signature: string }>(connection, OUTDATED, [PARAMETERS]);
  const drops = outdated.map(({ signature }) => `drop function ${signature}`);
  await connection.raw([...drops, SEARCH_TEXT, TRIGGER_FUNCTION].join(";\n"));
}

async function createExtensions(connection: Knex): Promise<string[]> {
  const missing: string[] = [];
  for (const name of EXTENSIONS) {
    try {
      await connection.raw(`create extension if not exists ${name}`);
    } catch {
      missing.push(name);
    }
  }
  return missing;
}

async function schemaOf(connection: Knex, extension: string): Promise<string> {
  const [{ schema }] = await queryRows<{ schema: string }>(
    connection,
    "select extnamespace::regnamespace::text as schema from pg_extension where extname = ?",
    [extension],
  );
  return schema.replaceAll('"', "");
}

async function fillSearchTexts(connection: Knex): Promise<void> {
  let after: string | null = "";
  while (after !== null) {
    const rows: { last: string | null }[] = await queryRows(connection, FILL, [after]);
    after = rows[0].last;
  }
}

async function createIndex(connection: Knex): Promise<void> {
  const operators = `"${await schemaOf(connection, "pg_trgm")}".gin_trgm_ops`;
  await connection.raw(`drop index if exists "IDX_customer_search_text"`);
  await connection.raw(`create index "IDX_customer_search_text" on customer using gin (search_text ${operators})`);
}
