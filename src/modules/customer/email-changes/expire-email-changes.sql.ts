import { queryRows, type Transaction } from "../database/transaction";

/** Nothing hangs on when this runs: a confirmation looks at the time itself. Index: ..._pending_expires_at. */
const STATEMENT = `
  with expired as (
    update customer_email_change set state = 'expired', updated_at = now()
    where state = 'pending' and expires_at <= now()
    returning id
  )
  select count(*)::int as count from expired
`;

/** Marks every change whose time has run out. @returns how many. */
export async function expireEmailChanges(transaction: Transaction): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, []);
  return count;
}
