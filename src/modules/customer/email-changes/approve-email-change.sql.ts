import { queryRows, type Transaction } from "../database/transaction";
import { type EmailChange, notConfirmableError } from "./email-change";
import { COLUMNS, IS_CONFIRMABLE } from "./email-change-row.sql";

/** The columns that an approval changed, as they were before. */
export type EmailChangeApprovalUndo = { id: string; token_hash: string; updated_at: string };

type Approved = EmailChange & { updated_at_before: string; token_hash_before: string };

/**
 * Approves a change once, at the old email, and sets the hash of the token for the new email.
 *
 * The token that the hash replaces was never sent. Of concurrent callers the first finds the row. Index:
 * IDX_customer_email_change_approval_token_hash.
 */
const STATEMENT = `
  with found as (
    select change.id as found_id, change.updated_at::text as updated_at_before, change.token_hash as token_hash_before
    from customer_email_change change
    join customer on customer.id = change.customer_id
    where change.approval_token_hash = ? and change.approved_at is null and ${IS_CONFIRMABLE}
    for update of change
  )
  update customer_email_change set approved_at = now(), token_hash = ?, updated_at = now()
  from found where id = found_id
  returning ${COLUMNS}, updated_at_before, token_hash_before
`;

/** Resets the row, unless the change was confirmed or ended since. Index: customer_email_change_pkey. */
const UNDO = `
  update customer_email_change set approved_at = null, token_hash = ?, updated_at = ?::timestamptz
  where id = ? and state = 'pending' and approved_at is not null
`;

const NOT_REVERTED = `select id from customer_email_change where id = ? and approved_at is not null`;

/** Approves a change. @throws MedusaError (not_found), with the same message for every reason. */
export async function approveEmailChange(
  transaction: Transaction,
  { approval_token_hash, token_hash }: { approval_token_hash: string; token_hash: string },
): Promise<{ change: EmailChange; undo: EmailChangeApprovalUndo }> {
  const [row] = await queryRows<Approved>(transaction, STATEMENT, [approval_token_hash, token_hash]);
  if (!row) {
    throw notConfirmableError();
  }
  const { updated_at_before: updated_at, token_hash_before, ...change } = row;
  return { change, undo: { id: change.id, token_hash: token_hash_before, updated_at } };
}

/**
 * Undoes an approval. Idempotent. @returns the ids of rows that other callers have changed meanwhile; they stay as they
 * are.
 */
export async function undoEmailChangeApproval(
  transaction: Transaction,
  { id, token_hash, updated_at }: EmailChangeApprovalUndo,
): Promise<string[]> {
  await queryRows(transaction, UNDO, [token_hash, updated_at, id]);
  return (await queryRows<{ id: string }>(transaction, NOT_REVERTED, [id])).map((row) => row.id);
}
