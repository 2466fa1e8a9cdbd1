import { type EmailChange, notConfirmable } from "../../domain/email-change";
import { queryRows, type Transaction } from "../transaction";
import { COLUMNS, type EmailChangeBefore, STILL_GOOD } from "./row";

export type EmailChangeClaim = {
  token_hash: string;
  /** Who is logged in; without anybody only changes that an admin asked for are found. */
  customer_id?: string;
};

/**
 * Takes a change that waits, once: of many callers with one token the first finds the row, the others wait for its lock
 * and then look at a row that waits no more. One that is to be approved at the old address first is not found before.
 *
 * Index: IDX_customer_email_change_token_hash.
 */
const STATEMENT = `
  with found as (
    select change.id as found_id, change.updated_at::text as updated_at_before
    from customer_email_change change
    join customer on customer.id = change.customer_id
    where change.token_hash = ? and (change.approval_token_hash is null or change.approved_at is not null)
      and (change.customer_id = ?::text or (?::text is null and change.requested_by = 'admin')) and ${STILL_GOOD}
    for update of change
  )
  update customer_email_change set state = 'confirmed', updated_at = now()
  from found where id = found_id
  returning ${COLUMNS}, updated_at_before
`;

/** @throws MedusaError (not_found), in the same words whatever the reason. */
export async function claimEmailChange(
  transaction: Transaction,
  { token_hash, customer_id = undefined }: EmailChangeClaim,
): Promise<{ change: EmailChange; before: EmailChangeBefore }> {
  const customer = customer_id ?? null;
  const [row] = await queryRows<EmailChange & { updated_at_before: string }>(transaction, STATEMENT, [
    ...[token_hash, customer, customer],
  ]);
  if (!row) {
    throw notConfirmable();
  }
  const { updated_at_before: updated_at, ...change } = row;
  return { change, before: { id: change.id, customer_id: change.customer_id, state: "pending", updated_at } };
}
