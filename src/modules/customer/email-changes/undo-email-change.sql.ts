import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChangeBefore } from "./email-change-row.sql";

/**
 * The result of a request, a confirmation or a cancellation: the new row, and the rows that it ended, as they were before.
 */
export type EmailChangeUndo = { customer_id: string; created?: string; before: EmailChangeBefore[] };

/** Locks the customer as a request does, so that no change is requested in between. Index: customer_pkey. */
const LOCK = `select id from customer where id = ? for no key update`;

/** Deletes the new row if it is still pending. Index: customer_email_change_pkey. */
const REMOVE = `delete from customer_email_change where id = ? and state = 'pending'`;

/** Makes the ended row pending again, unless it is complete or another change is pending now. Index: customer_email_change_pkey. */
const RESTORE = `
  update customer_email_change change set state = before.state, updated_at = before.updated_at
  from jsonb_to_recordset(?::jsonb) as before (id text, state text, updated_at timestamptz)
  where change.id = before.id and change.state <> before.state and change.completed_at is null and not exists (
    select from customer_email_change other
    where other.customer_id = change.customer_id and other.state = 'pending' and other.id <> change.id
  )
`;

const NOT_REVERTED = `
  select id from customer_email_change where id = ?::text
  union all
  select before.id from jsonb_to_recordset(?::jsonb) as before (id text, state text)
  join customer_email_change change on change.id = before.id and change.state <> before.state
`;

/**
 * Undoes a method. Idempotent. @returns the ids of rows that other callers have changed meanwhile; they stay as they are.
 */
export async function undoEmailChange(
  transaction: Transaction,
  { customer_id, created, before }: EmailChangeUndo,
): Promise<string[]> {
  const rows = JSON.stringify(before);
  await queryRows(transaction, LOCK, [customer_id]);
  if (created !== undefined) {
    await queryRows(transaction, REMOVE, [created]);
  }
  await queryRows(transaction, RESTORE, [rows]);
  const rows_not_reverted = await queryRows<{ id: string }>(transaction, NOT_REVERTED, [created ?? null, rows]);
  return rows_not_reverted.map(({ id }) => id);
}
