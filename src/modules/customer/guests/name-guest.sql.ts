import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";

/** What an order's shipping address says about its recipient. */
export type GuestName = { first_name: string | null; last_name: string | null; phone: string | null };

const IS_UNNAMED =
  "deleted_at is null and not has_account and coalesce(first_name, '') = '' and coalesce(last_name, '') = ''";

/** The conditions are in the statement: a name that another caller stores meanwhile is not overwritten. */
const STATEMENT = `
  update customer set first_name = ?::text, last_name = ?::text, phone = coalesce(nullif(phone, ''), ?::text),
    updated_at = clock_timestamp()
  where id = ? and ${IS_UNNAMED}
  returning first_name, last_name, phone
`;

/**
 * Names a guest who has no name. Existing values stay.
 *
 * Index: customer_pkey.
 *
 * @returns what is stored now; null when the guest was not named.
 */
export async function nameGuest(
  transaction: Transaction,
  id: string,
  { first_name, last_name, phone }: GuestName,
): Promise<GuestName | null> {
  const [stored] = await queryRows<GuestName>(transaction, STATEMENT, [first_name, last_name, phone, id]);
  return stored ?? null;
}

/** Whether a customer is a guest without a name. Index: customer_pkey. */
export async function isUnnamedGuest(connection: Knex, id: string): Promise<boolean> {
  return (await queryRows(connection, `select from customer where id = ? and ${IS_UNNAMED}`, [id])).length > 0;
}
