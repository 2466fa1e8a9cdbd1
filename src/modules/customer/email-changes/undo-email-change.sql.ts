import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChangeBefore } from "./email-change-row.sql";

/** What a request, a confirmation or a cancellation did: the row it made, and those it ended, as they were before. */
export type EmailChangeUndo = { customer_id: string; created?: string; before: EmailChangeBefore[] };

/** As a request locks, so that nobody asks for a change in between. Index: customer_pkey. */
const LOCK = `select id from customer where id = ? for no key update`;

/** What was made goes while nobody has used it. Index: customer_email_change_pkey. */
const REMOVE = `delete from customer_email_change where id = ? and state = 'pending'`;

/** What was ended waits again, unless another change does by now. Index: customer_email_change_pkey. */
const RESTORE = `
  update customer_email_change change set state = old.state, updated_at = old.updated_at
  from jsonb_to_recordset(?::jsonb) as old (id text, state text, updated_at timestamptz)
  where change.id = old.id and change.state <> old.state and not exists (
    select from customer_email_change other
    where other.customer_id = change.customer_id and other.state = 'pending' and other.id <> change.id
  )
`;

const NOT_REVERTED = `
  select id from customer_email_change where id = ?::text
  union all
  select old.id from jsonb_to_recordset(?::jsonb) as old (id text, state text)
  join customer_email_change change on change.id = old.id and change.state <> old.state
`;

/** May run twice. @returns the ids of rows that others have taken up meanwhile, and that stay as they are. */
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
  const left = await queryRows<{ id: string }>(transaction, NOT_REVERTED, [created ?? null, rows]);
  return left.map(({ id }) => id);
}
