import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** Index: IDX_customer_email_has_account_unique. */
const HOLDER = `
  select id from customer
  where email = ? and has_account = ? and deleted_at is null and id <> all(?::text[])
  limit 1
`;

/** Returns the id of the live customer of that kind who has the email and is none of `others`; null when there is none. */
export async function findEmailOwner(
  connection: Knex,
  customer: { email: string | null; has_account: boolean },
  others: readonly string[],
): Promise<string | null> {
  if (customer.email === null) {
    return null;
  }
  const rows = await queryRows<{ id: string }>(connection, HOLDER, [customer.email, customer.has_account, [...others]]);
  return rows[0]?.id ?? null;
}
