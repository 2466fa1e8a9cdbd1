import { queryRows, type Transaction } from "../database/transaction";

/** A caller that waits here for an update reads the new row, and finds it only if the email is still the same. */
const STATEMENT = `
  select id from customer where id = ? and deleted_at is null and email is not distinct from ?::text for no key update
`;

/**
 * Locks a live customer who has this email; null stands for none.
 *
 * Index: customer_pkey.
 *
 * @returns whether there is one.
 */
export async function lockCustomerWithEmail(
  transaction: Transaction,
  { id, email }: { id: string; email: string | null },
): Promise<boolean> {
  return (await queryRows<{ id: string }>(transaction, STATEMENT, [id, email])).length > 0;
}
