import { queryRows, type Transaction } from "../database/transaction";

/** What an order's shipping address says about its recipient. */
export type GuestName = { first_name: string | null; last_name: string | null; phone: string | null };

/** The conditions are in the statement: a name that another caller stores meanwhile is not overwritten. */
const STATEMENT = `
  update customer set first_name = ?::text, last_name = ?::text, phone = coalesce(nullif(phone, ''), ?::text),
    updated_at = clock_timestamp()
  where id = ? and deleted_at is null and not has_account
    and coalesce(first_name, '') = '' and coalesce(last_name, '') = ''
  returning id
`;

/**
 * Names a guest who has no name. Existing values stay.
 *
 * Index: customer_pkey.
 *
 * @returns whether the guest was named.
 */
export async function nameGuest(
  transaction: Transaction,
  id: string,
  { first_name, last_name, phone }: GuestName,
): Promise<boolean> {
  return (await queryRows(transaction, STATEMENT, [first_name, last_name, phone, id])).length > 0;
}
