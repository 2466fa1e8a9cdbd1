import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChangeBefore } from "./email-change-row.sql";

/**
 * Ends the change of a customer that waits, if there is one: as cancelled, or as expired when its time had run out
 * before anybody looked. Index: IDX_customer_email_change_one_pending.
 */
const STATEMENT = `
  with waiting as (
    select id, customer_id, state, updated_at::text, expires_at > now() as is_live
    from customer_email_change
    where customer_id = ? and state = 'pending'
    for update
  ),
  closed as (
    update customer_email_change
    set state = case when waiting.is_live then 'cancelled' else 'expired' end, updated_at = now()
    from waiting where customer_email_change.id = waiting.id
    returning customer_email_change.id
  )
  select waiting.* from waiting where id in (select id from closed)
`;

/** @returns the row as it was, and whether it could still have been confirmed. */
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
