import type { Transaction } from "../transaction";

/**
 * Marks live groups and their live memberships as deleted, in one statement. All rows get one time, by which a restore
 * tells the memberships that went along.
 *
 * Index: customer_group_pkey, IDX_customer_group_customer_customer_group_id.
 */
const STATEMENT = `
  with doomed as (
    select id from customer_group where id = any(?::text[]) and deleted_at is null order by id for update
  ),
  deleted as (
    update customer_group set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    from doomed where customer_group.id = doomed.id
    returning customer_group.id
  ),
  memberships as (
    update customer_group_customer set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    from doomed where customer_group_customer.customer_group_id = doomed.id
      and customer_group_customer.deleted_at is null
  )
  select id from deleted order by id
`;

/** @returns the ids of the groups that were live and no longer are. */
export async function softDeleteGroups(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const now = new Date();
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(STATEMENT, [[...ids], now, now, now, now]);
  return rows.map(({ id }) => id);
}
