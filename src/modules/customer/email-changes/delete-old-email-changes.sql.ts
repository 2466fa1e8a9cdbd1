import { queryRows, type Transaction } from "../database/transaction";

/** Rows per call: each call is a short transaction. */
export const DELETE_BATCH = 1_000;

/**
 * Deletes changes that ended 90 days ago or longer, the oldest first.
 *
 * They hold emails; the login keeps what they verified. Rows that another process deletes are skipped. Index:
 * ..._closed_updated_at, ..._pkey.
 */
const STATEMENT = `
  with deleted as (
    delete from customer_email_change where id = any(array(
      select id from customer_email_change
      where state <> 'pending' and updated_at < now() - interval '90 days'
      order by updated_at limit ${DELETE_BATCH} for update skip locked
    ))
    returning id
  )
  select count(*)::int as count from deleted
`;

/** Deletes old changes. @returns the number, at most `DELETE_BATCH`. */
export async function deleteOldEmailChanges(transaction: Transaction): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, []);
  return count;
}
