import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChangeBefore } from "./email-change-row.sql";

/**
 * Ends the pending change of a customer: as cancelled, or as expired when its time was over already.
 *
 * Index: IDX_customer_email_change_one_pending.
 */
const STATEMENT = `
  with pending as (
    select id, customer_id, state, updated_at::text, expires_at > now() as is_live
    from customer_email_change
    where customer_id = ? and state = 'pending'
    for update
  ),
  closed as (
    update customer_email_change
    set state = case when pending.is_live then 'cancelled' else 'expired' end, updated_at = now()
    from pending where customer_email_change.id = pending.id
    returning customer_email_change.id
  )
  select pending.* from pending where id in (select id from closed)
`;

/** Ends the pending change of a customer. @returns the row before, and whether it could still be confirmed. */
export async function closePendingEmailChange(
  transaction: Transaction,
  customerId: string,
): Promise<{ before: EmailChangeBefore; isLive: boolean } | undefined> {
  const [row] = await queryRows<EmailChangeBefore & { is_live: boolean }>(transaction, STATEMENT, [customerId]);
  if (!row) {
    return undefined;
  }
  const { is_live, ...before } = row;
  return { before, isLive: is_live };
}
