import { queryRows, type Transaction } from "../database/transaction";

/** How many at once: each call is a short transaction. */
export const DELETE_BATCH = 1_000;

/**
 * Deletes changes that ended 90 days ago or longer, the oldest first; they hold addresses, and what they proved is kept
 * with the login. Rows that another process is deleting are passed over. Index: ..._closed_updated_at, ..._pkey.
 */
const STATEMENT = `
  with forgotten as (
    delete from customer_email_change where id = any(array(
      select id from customer_email_change
      where state <> 'pending' and updated_at < now() - interval '90 days'
      order by updated_at limit ${DELETE_BATCH} for update skip locked
    ))
    returning id
  )
  select count(*)::int as count from forgotten
`;

/** @returns how many were deleted, at most `DELETE_BATCH`. */
export async function deleteOldEmailChanges(transaction: Transaction): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, []);
  return count;
}
