import { queryRows, type Transaction } from "../database/transaction";

/** Rows per call: each call is a short transaction. */
const DELETE_BATCH = 1_000;

/**
 * Deletes changes that ended 90 days ago or longer, the oldest first.
 *
 * They hold emails; the login keeps what they verified. An account whose last invitation is not accepted may have no login: its
 * confirmed changes stay, because imports read them (imports/storing/keeps-email.sql.ts). Rows that another process deletes
 * are skipped. Index: ..._closed_updated_at, ..._pkey, IDX_customer_invitation_customer_id.
 */
const STATEMENT = `
  with deleted as (
    delete from customer_email_change where id = any(array(
      select id from customer_email_change
      where state <> 'pending' and updated_at < now() - interval '90 days'
        and not (state = 'confirmed' and coalesce((
          select invitation.state from customer_invitation invitation
          where invitation.customer_id = customer_email_change.customer_id order by invitation.id desc limit 1
        ) <> 'accepted', false))
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
