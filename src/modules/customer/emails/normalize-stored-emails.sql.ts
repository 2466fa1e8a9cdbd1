import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { isUniqueViolation } from "../database/map-database-error";
import { readEmail } from "./read-email";

type StoredEmail = { id: string; email: string; is_live: boolean };
export type NormalizeEmail = (email: string) => string | null;

/** Rows per round: enough for few round trips, and few enough to hold their locks briefly. */
const BATCH = 5_000;

/**
 * Matches emails that may not be in the store's spelling.
 *
 * These have upper case, letters beyond ASCII (whose lower case and normal form a database in the C locale does not know)
 * or their ASCII form, white space around them, or are empty. The normalization strategy decides. Index: customer_pkey,
 * which is read once in id order.
 */
export const MAY_NEED_NORMALIZING = `
  email is not null
  and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or email = '' or email like '%xn--%')
`;

/** A question mark would be a binding. */
const ATOM = "[a-z0-9!#$%&''*+/=\\u003f^_`{|}~-]+";

/**
 * Matches emails of `MAY_NEED_NORMALIZING`, and texts that may not be emails.
 *
 * All other rows are ASCII dot-atoms in lower case at host names. `readEmail` decides whether a matching text is an email.
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
 * Normalizes emails.
 *
 * Deleted rows always get the new spelling. Of live rows one of each email and kind gets it, the one with the lowest id
 * (ids sort by time), unless another row has that spelling already. A row whose email was changed since it was read stays
 * as it is. The old spelling of a registered customer's email is stored: the login may have it as its name, and a lookup by
 * the new spelling finds it there.
 *
 * Index: IDX_customer_email_has_account_unique, IDX_customer_old_email_unique.
 */
const STORE = `
  with to_normalize as (
    select customer.id, customer.has_account, customer.deleted_at, given.email, given.before,
      row_number() over (
        partition by given.email, customer.has_account, customer.deleted_at is null order by customer.id
      ) as place
    from jsonb_to_recordset(?::jsonb) as given (id text, email text, before text)
    join customer on customer.id = given.id and customer.email = given.before
  ), changed as (
    update customer set email = to_normalize.email
    from to_normalize
    where customer.id = to_normalize.id and customer.email = to_normalize.before and (
      to_normalize.deleted_at is not null
      or to_normalize.email is null
      or (to_normalize.place = 1 and not exists (
        select from customer existing
        where existing.email = to_normalize.email and existing.has_account = to_normalize.has_account
          and existing.deleted_at is null
      ))
    )
    returning customer.id, customer.email, customer.has_account, to_normalize.before
  ), recorded as (
    insert into customer_old_email (customer_id, email, old_email)
    select id, email, before from changed where has_account and email is not null
    on conflict (customer_id, md5(old_email)) do update set email = excluded.email
  )
  select id from changed
`;

/**
 * Normalizes stored emails, so that filters and checkout find them.
 *
 * If several live customers of one kind have the same email after that, one gets the new spelling and the others stay as
 * they are, for an admin to decide. A text that is not an email is normalized too, so that a filter finds it for
 * correction.
 *
 * @returns the numbers of changed rows, of unchanged rows, and of live customers whose text is not an email.
 */
export async function normalizeStoredEmails(
  connection: Knex,
  normalize: NormalizeEmail,
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
    const spellings = rows
      .map(({ id, email }) => ({ id, email: normalize(email), before: email }))
      .filter(({ email, before }) => email !== before);
    const changed = await storeSpellings(connection, spellings);
    total.changed += changed;
    total.left += spellings.length - changed;
    total.wrong += rows.filter(({ email, is_live }) => is_live && email !== "" && readEmail(email) === null).length;
  }
}

type Spelling = { id: string; email: string | null; before: string };

/**
 * Normalizes one round of emails.
 *
 * If a shopper takes one of the spellings at the same time, the whole statement fails. It is run again in halves, down to
 * the one row that keeps its old spelling.
 */
async function storeSpellings(connection: Knex, spellings: readonly Spelling[]): Promise<number> {
  if (!spellings.length) {
    return 0;
  }
  try {
    const stored = await connection.raw<{ rows: unknown[] }>(STORE, [JSON.stringify(spellings)]);
    return stored.rows.length;
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error;
    }
    const middle = spellings.length >> 1;
    const halves = middle ? [spellings.slice(0, middle), spellings.slice(middle)] : [];
    let changed = 0;
    for (const half of halves) {
      changed += await storeSpellings(connection, half);
    }
    return changed;
  }
}
