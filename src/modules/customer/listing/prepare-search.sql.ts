import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { CUSTOMER_FIELDS, namesOf } from "../fields";

/** Both are "trusted" since PostgreSQL 13: the owner of the database may create them without being superuser. */
const EXTENSIONS = ["pg_trgm", "unaccent"] as const;

/** Rows a round of the first filling: each round is a short transaction that blocks nobody but writers of its rows. */
const BATCH = 10_000;

/**
 * Accents off, lower case. `unaccent` is marked stable only because its dictionary could be changed; the wrapper may be
 * immutable because nobody changes it. A body in the SQL standard's form is bound when it is made, so that no search path
 * of a caller can lead it elsewhere (PostgreSQL 14).
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

/** With the search path of the migration: whoever restores a dump, or writes from another schema, has another one. */
const KEEP = `
  create or replace function customers_keep_search_text() returns trigger
  language plpgsql set search_path from current as $$
  begin
    new.search_text := customers_search_text(${SEARCHED.map((column) => `new.${column}`).join(", ")});
    return new;
  end
  $$
`;

/** Only for the columns it reads: other updates pay nothing. */
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

/** Functions of other columns: those of the search text before a column was added. */
const OUTDATED = `
  select oid::regprocedure::text as signature from pg_proc
  where proname = 'customers_search_text' and pg_function_is_visible(oid)
    and pg_get_function_identity_arguments(oid) <> ?
`;

const KEPT_COLUMNS = `
  select attname as column from pg_trigger
  join pg_attribute on attrelid = tgrelid and attnum = any(tgattr)
  where tgname = 'customers_search_text' and tgrelid = to_regclass('customer')
`;

export type SearchPreparation = { ready: boolean; missingExtensions: string[] };

/**
 * Makes fast search ready: extensions, functions, the trigger that keeps the text, the text of old rows, the index. Each
 * part is looked for first, so that it costs nothing when all is there and goes on where a stopped run ended. Rows are
 * filled in short rounds that block nobody. The index comes last, because its presence tells the service that the text
 * can be relied on; writes to customers wait while it is built. Building it concurrently is no choice here: that waits
 * for every older transaction, and Medusa holds its migration lock in one for as long as this runs. When other columns are
 * searched than before, the index goes first: until it is there again words are looked for as core does, in all columns.
 *
 * A role that may not create extensions gets back which are missing; searching then works as core's does.
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

/** Whether the search text is kept for all rows and indexed: the index is there and whole. */
export async function isSearchReady(connection: Knex): Promise<boolean> {
  const rows = await queryRows(
    connection,
    `select from pg_index where indexrelid = to_regclass('"IDX_customer_search_text"') and indisvalid and indisready`,
    [],
  );
  return rows.length > 0;
}

async function dropOutdatedIndex(connection: Knex): Promise<void> {
  const rows = await queryRows<{ column: string }>(connection, KEPT_COLUMNS, []);
  const kept = new Set(rows.map(({ column }) => column));
  if (kept.size !== SEARCHED.length || !SEARCHED.every((column) => kept.has(column))) {
    await connection.raw(`drop index if exists "IDX_customer_search_text"`);
  }
}

/** In one transaction: the trigger's function must not call one that is gone. */
async function createFunctions(connection: Knex): Promise<void> {
  const outdated = await queryRows<{ signature: string }>(connection, OUTDATED, [PARAMETERS]);
  const drops = outdated.map(({ signature }) => `drop function ${signature}`);
  await connection.raw([...drops, SEARCH_TEXT, KEEP].join(";\n"));
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
