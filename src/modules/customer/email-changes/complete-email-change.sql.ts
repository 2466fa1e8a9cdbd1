import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { notConfirmableError } from "./email-change";
import { IS_UNFINISHED } from "./email-change-row.sql";

/** The time of the change before it was completed, to the microsecond. */
export type EmailChangeCompletionUndo = { id: string; updated_at: string };

/** Of concurrent callers the first finds the row. Index: customer_email_change_pkey. */
const STATEMENT = `
  with found as (
    select id as found_id, updated_at::text as updated_at_before
    from customer_email_change where id = ? and ${IS_UNFINISHED} for update
  )
  update customer_email_change set completed_at = now(), updated_at = now()
  from found where id = found_id
  returning id, updated_at_before as updated_at
`;

/** Index: customer_email_change_pkey. */
const IS_COMPLETE = `
  select id from customer_email_change where id = ? and state = 'confirmed' and completed_at is not null
`;

/** Index: customer_email_change_pkey. */
const UNDO = `
  update customer_email_change set completed_at = null, updated_at = ?::timestamptz
  where id = ? and state = 'confirmed' and completed_at is not null
`;

/**
 * Marks a confirmed change as complete. Idempotent.
 *
 * @returns how to undo it; null when another process has completed it.
 * @throws MedusaError (not_found) when it was closed or undone meanwhile.
 */
export async function completeEmailChange(
  transaction: Transaction,
  id: string,
): Promise<EmailChangeCompletionUndo | null> {
  const [completed] = await queryRows<EmailChangeCompletionUndo>(transaction, STATEMENT, [id]);
  if (!completed && !(await isEmailChangeComplete(transaction, id))) {
    throw notConfirmableError();
  }
  return completed ?? null;
}

/** Whether a change is confirmed and complete. */
export async function isEmailChangeComplete(connection: Knex, id: string): Promise<boolean> {
  return (await queryRows(connection, IS_COMPLETE, [id])).length > 0;
}

/** Undoes a completion. Idempotent. */
export async function undoEmailChangeCompletion(
  transaction: Transaction,
  { id, updated_at }: EmailChangeCompletionUndo,
): Promise<void> {
  await queryRows(transaction, UNDO, [updated_at, id]);
}
