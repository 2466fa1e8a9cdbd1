import { queryRows, type Transaction } from "../database/transaction";

/**
 * Locks the live groups first, in a statement of its own: whoever is adding members holds them too, and what was added
 * while this waited is seen by the next statement only. Index: customer_group_pkey.
 */
const LOCK = `
  select id from customer_group where id = any(?::text[]) and deleted_at is null order by id for update
`;

/**
 * Marks live groups and their live memberships as deleted, in one statement. All rows get one time, by which a restore
 * tells the memberships that went along. These are locked in id order, as by every operation on several of them.
 *
 * Index: customer_group_pkey, IDX_customer_group_customer_customer_group_id.
 */
const STATEMENT = `
  with deleted as (
    update customer_group set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(?::text[])
    returning id
  ),
  going_along as (
    select id from customer_group_customer
    where customer_group_id = any(?::text[]) and deleted_at is null
    order by id
    for update
  ),
  memberships as (
    update customer_group_customer set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(array(select id from going_along))
  )
  select id from deleted order by id
`;

/** @returns the ids of the groups that were live and no longer are. */
export async function softDeleteGroups(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const locked = await queryRows<{ id: string }>(transaction, LOCK, [[...ids]]);
  const live = locked.map(({ id }) => id);
  const now = new Date();
  const rows = await queryRows<{ id: string }>(transaction, STATEMENT, [now, now, live, live, now, now]);
  return rows.map(({ id }) => id);
}
