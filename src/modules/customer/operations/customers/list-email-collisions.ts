import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { type StoreEmail, SUSPECT } from "../repair/normalize-emails";

type Suspect = { id: string; email: string; has_account: boolean };

/** A live customer whose email is another customer's but for its spelling. */
export type EmailCollision = {
  customer_id: string;
  email: string;
  has_account: boolean;
  /** The address as it would be stored, and the live customer of the same kind that has it. */
  normalized_email: string;
  taken_by: string;
};

/** Rows a round. */
const BATCH = 5_000;

/** Index: customer_pkey; the table is read on from `after` until the page is full. */
const SUSPECTS = `
  select id, email, has_account from customer
  where id > ? and deleted_at is null and ${SUSPECT}
  order by id limit ${BATCH}
`;

/** Index: IDX_customer_email_has_account_unique. */
const HOLDERS = `
  select wanted.id as customer_id, customer.id as taken_by
  from jsonb_to_recordset(?::jsonb) as wanted (id text, email text, has_account boolean)
  join customer using (email, has_account)
  where customer.deleted_at is null
`;

/**
 * What the repair of old emails left, a page at a time in id order. They are few; the rows between them are passed over
 * here, not by the caller.
 *
 * @returns up to `limit` collisions, and `next` to go on after, null at the end.
 */
export async function listEmailCollisions(
  connection: Knex,
  storeEmail: StoreEmail,
  { after, limit }: { after: string; limit: number },
): Promise<{ collisions: EmailCollision[]; next: string | null }> {
  const collisions: EmailCollision[] = [];
  let last = after;
  for (;;) {
    const { rows } = await connection.raw<{ rows: Suspect[] }>(SUSPECTS, [last]);
    const wanted = rows.flatMap((row) => {
      const normalized = storeEmail(row.email);
      return normalized === null || normalized === row.email ? [] : [{ ...row, normalized }];
    });
    const holders = await connection.raw<{ rows: { customer_id: string; taken_by: string }[] }>(HOLDERS, [
      JSON.stringify(wanted.map(({ id, normalized, has_account }) => ({ id, email: normalized, has_account }))),
    ]);
    const takenBy = new Map(holders.rows.map((row) => [row.customer_id, row.taken_by]));
    for (const { id, email, has_account, normalized } of wanted) {
      const taken_by = takenBy.get(id);
      if (taken_by !== undefined) {
        collisions.push({ customer_id: id, email, has_account, normalized_email: normalized, taken_by });
      }
      if (collisions.length === limit) {
        return { collisions, next: id };
      }
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH) {
      return { collisions, next: null };
    }
  }
}
