import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { isUniqueViolation } from "../database/map-database-error";
import { readEmail } from "./read-email";

type StoredEmail = { id: string; email: string; is_live: boolean };
export type NormalizeEmail = (email: string) => string | null;

/** Rows a round: enough to make round trips cheap, few enough to hold their locks for a moment only. */
const BATCH = 5_000;

/**
 * Emails that might be spelled otherwise than they would be stored today: upper case, letters beyond ASCII (whose lower
 * case and normal form JavaScript knows and a database in the C locale does not) or their ASCII form, white space around
 * them, nothing at all. The exact answer is the strategy's. Reads the table once, in id order: customer_pkey.
 */
export const MAY_NEED_NORMALIZING = `
  email is not null
  and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or email = '' or email like '%xn--%')
`;

/** A question mark would be a binding. */
const ATOM = "[a-z0-9!#$%&''*+/=\\u003f^_`{|}~-]+";

/**
 * What is not certainly stored as it would be today: `SUSPECT`, and what may be no email at all. The rows that this leaves
 * out are ASCII dot-atoms in lower case at host names; whether another one is an email, `readEmail` says.
 */
export const IS_UNUSUAL = `
  email is not null and (
    email !~ '^${ATOM}(\\.${ATOM})*@([a-z0-9]([a-z0-9-]*[a-z0-9])*\\.)+[a-z]([a-z0-9-]*[a-z0-9])*$'
    or length(email) > 64 or email like '%xn--%'
  )
`;

const NEXT = `
  select id, email, deleted_at is null as is_live from customer where id > ? and ${IS_UNUSUAL} order by id limit ${BATCH}
`;

/**
 * Deleted rows take the new spelling as it is. Of live rows one of each email and kind takes it, the one with the lowest
 * id (ids sort by time), unless a row has that spelling already. A row whose email somebody changed since it was read
 * stays as they left it. The old spelling of a registered customer's email is kept: the login may have it as its name, and a
 * look-up by the new one finds it so. Index: IDX_customer_email_has_account_unique, IDX_customer_old_email_unique.
 */
const STORE = `
  with candidate as (
    select customer.id, customer.has_account, customer.deleted_at, coming.email, coming.before,
      row_number() over (
        partition by coming.email, customer.has_account, customer.deleted_at is null order by customer.id
      ) as place
    from jsonb_to_recordset(?::jsonb) as coming (id text, email text, before text)
    join customer on customer.id = coming.id and customer.email = coming.before
  ), changed as (
    update customer set email = candidate.email
    from candidate
    where customer.id = candidate.id and customer.email = candidate.before and (
      candidate.deleted_at is not null
      or candidate.email is null
      or (candidate.place = 1 and not exists (
        select from customer standing
        where standing.email = candidate.email and standing.has_account = candidate.has_account
          and standing.deleted_at is null
      ))
    )
    returning customer.id, customer.email, customer.has_account, candidate.before
  ), kept as (
    insert into customer_old_email (customer_id, email, old_email)
    select id, email, before from changed where has_account and email is not null
    on conflict (customer_id, md5(old_email)) do update set email = excluded.email
  )
  select id from changed
`;

/**
 * Spells old emails as they are stored today, so that filters and checkout find them. Where several live customers of
 * one kind turn out to have the same address, one gets it and the others are left as they are, for a person to decide.
 *
 * A text that is no email stays one for a person to correct: it is put in the spelling by which a filter finds it.
 *
 * @returns how many rows changed, how many were left, and how many live customers have a text that is no email.
 */
export async function normalizeStoredEmails(
  connection: Knex,
  storeEmail: NormalizeEmail,
): Promise<{ changed: number; left: number; wrong: number }> {
  const total = { changed: 0, left: 0, wrong: 0 };
  let after = "";
  for (;;) {
    const { rows } = await connection.raw<{ rows: StoredEmail[] }>(NEXT, [after]);
    const last = rows.at(-1);
    if (!last) {
      return total;
    }
    after = last.id;
    const coming = rows
      .map(({ id, email }) => ({ id, email: storeEmail(email), before: email }))
      .filter(({ email, before }) => email !== before);
    const changed = await storeSpellings(connection, coming);
    total.changed += changed;
    total.left += coming.length - changed;
    total.wrong += rows.filter(({ email, is_live }) => is_live && email !== "" && readEmail(email) === null).length;
  }
}

type Spelling = { id: string; email: string | null; before: string };

/**
 * Stores a round. A shopper who takes one of the spellings at this very moment makes the statement fail as a whole: it is
 * done again in halves, down to the one row that is left to its old spelling.
 */
async function storeSpellings(connection: Knex, coming: readonly Spelling[]): Promise<number> {
  if (!coming.length) {
    return 0;
  }
  try {
    const stored = await connection.raw<{ rows: unknown[] }>(STORE, [JSON.stringify(coming)]);
    return stored.rows.length;
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error;
    }
    const middle = coming.length >> 1;
    const halves = middle ? [coming.slice(0, middle), coming.slice(middle)] : [];
    let changed = 0;
    for (const half of halves) {
      changed += await storeSpellings(connection, half);
    }
    return changed;
  }
}
