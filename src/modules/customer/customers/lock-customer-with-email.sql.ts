import { queryRows, type Transaction } from "../database/transaction";

/** Whoever waits here for another's update looks at the new row, and finds it only if its email is still the one. */
const STATEMENT = `
  select id from customer where id = ? and deleted_at is null and email is not distinct from ?::text for no key update
`;

/** Locks a live customer who has this email, none or null included. Index: customer_pkey. @returns whether there is one. */
export async function lockCustomerWithEmail(
  transaction: Transaction,
  { id, email }: { id: string; email: string | null },
): Promise<boolean> {
  return (await queryRows<{ id: string }>(transaction, STATEMENT, [id, email])).length > 0;
}
