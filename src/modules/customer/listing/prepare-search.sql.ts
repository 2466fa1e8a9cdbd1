import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

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

/** The columns that core searches, each after a space, so that "% ab%" finds the beginning of a word; then phone digits. */
const SEARCH_TEXT = `
  create or replace function customers_search_text(
    company_name text, first_name text, last_name text, email text, phone text
  ) returns text
  language sql immutable parallel safe
  return customers_fold(
    ' ' || coalesce(company_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, '')
    || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')
    || ' ' || coalesce(regexp_replace(phone, '[^0-9]', '', 'g'), '')
  )
`;

/** With the search path of the migration: whoever restores a dump, or writes from another schema, has another one. */
const KEEP = `
  create or replace function customers_keep_search_text() returns trigger
  language plpgsql set search_path from current as $$
  begin
    new.search_text := customers_search_text(new.company_name, new.first_name, new.last_name, new.email, new.phone);
    return new;
  end
  $$
`;

/** Only for the columns it reads: other updates pay nothing. */
const TRIGGER = `
  create or replace trigger "customers_search_text"
  before insert or update of company_name, first_name, last_name, email, phone on customer
  for each row execute function customers_keep_search_text()
`;

const FILL = `
  with missing as (
    select id from customer where id > ? and search_text is null order by id limit ${BATCH}
  ),
  filled as (
    update customer
    set search_text = customers_search_text(company_name, first_name, last_name, email, phone)
    from missing where customer.id = missing.id
    returning customer.id
  )
  select max(id) as last from filled
`;

export type SearchPreparation = { ready: boolean; missingExtensions: string[] };

/**
 * Makes fast search ready: extensions, functions, the trigger that keeps the text, the text of old rows, the index. Each
 * part is looked for first, so that it costs nothing when all is there and goes on where a stopped run ended. Rows are
 * filled in short rounds that block nobody. The index comes last, because its presence tells the service that the text
 * can be relied on; writes to customers wait while it is built. Building it concurrently is no choice here: that waits
 * for every older transaction, and Medusa holds its migration lock in one for as long as this runs.
 *
 * A role that may not create extensions gets back which are missing; searching then works as core's does.
 */
export async function prepareSearch(connection: Knex): Promise<SearchPreparation> {
  const missingExtensions = await createExtensions(connection);
  if (missingExtensions.length) {
    return { ready: false, missingExtensions };
  }
  if (!(await isSearchReady(connection))) {
    await connection.raw(fold(await schemaOf(connection, "unaccent")));
    await connection.raw(SEARCH_TEXT);
    await connection.raw(KEEP);
    await connection.raw(TRIGGER);
    await fill(connection);
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

async function fill(connection: Knex): Promise<void> {
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
