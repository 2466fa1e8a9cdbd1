import type { Knex } from "@medusajs/framework/mikro-orm/knex";

type StoredEmail = { id: string; email: string };
export type StoreEmail = (email: string) => string | null;

/** Rows a round: enough to make round trips cheap, few enough to hold their locks for a moment only. */
const BATCH = 5_000;

/**
 * Emails that might be spelled otherwise than they would be stored today: upper case, letters beyond ASCII (whose lower
 * case and normal form JavaScript knows and a database in the C locale does not), white space around them. The exact
 * answer is the strategy's. Reads the table once, in id order: customer_pkey.
 */
export const SUSPECT = `email is not null and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email))`;

const NEXT = `select id, email from customer where id > ? and ${SUSPECT} order by id limit ${BATCH}`;

/**
 * Deleted rows take the new spelling as it is. Of live rows one of each email and kind takes it, the one with the lowest
 * id (ids sort by time), unless a row has that spelling already. Index: IDX_customer_email_has_account_unique.
 */
const STORE = `
  with candidate as (
    select customer.id, customer.has_account, customer.deleted_at, coming.email,
      row_number() over (
        partition by coming.email, customer.has_account, customer.deleted_at is null order by customer.id
      ) as place
    from jsonb_to_recordset(?::jsonb) as coming (id text, email text)
    join customer on customer.id = coming.id
  )
  update customer set email = candidate.email
  from candidate
  where customer.id = candidate.id and (
    candidate.deleted_at is not null
    or candidate.email is null
    or (candidate.place = 1 and not exists (
      select from customer standing
      where standing.email = candidate.email and standing.has_account = candidate.has_account
        and standing.deleted_at is null
    ))
  )
  returning customer.id
`;

/**
 * Spells old emails as they are stored today, so that filters and checkout find them. Where several live customers of
 * one kind turn out to have the same address, one gets it and the others are left as they are, for a person to decide.
 *
 * @returns how many rows changed, and how many were left.
 */
export async function normalizeStoredEmails(
  connection: Knex,
  storeEmail: StoreEmail,
): Promise<{ changed: number; left: number }> {
  const total = { changed: 0, left: 0 };
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
    const stored = await connection.raw<{ rows: unknown[] }>(STORE, [
      JSON.stringify(coming.map(({ id, email }) => ({ id, email }))),
    ]);
    total.changed += stored.rows.length;
    total.left += coming.length - stored.rows.length;
  }
}
