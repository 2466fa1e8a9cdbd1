import { queryRows, type Transaction } from "../database/transaction";

/**
 * Marks expired changes. A confirmation checks the time itself, so this may run at any time. Index: ..._pending_expires_at.
 */
const STATEMENT = `
  with expired as (
    update customer_email_change set state = 'expired', updated_at = now()
    where state = 'pending' and expires_at <= now()
    returning id
  )
  select count(*)::int as count from expired
`;

/** Marks expired changes. @returns the number. */
export async function expireEmailChanges(transaction: Transaction): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, []);
  return count;
}
