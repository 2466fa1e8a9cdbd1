import { queryRows, type Transaction } from "../database/transaction";

/**
 * Locks the live groups, in a statement before the one that deletes.
 *
 * Callers that add members lock the groups too. Only the next statement sees the members that were added while this one
 * waited. Index: customer_group_pkey.
 */
const LOCK = `
  select id from customer_group where id = any(?::text[]) and deleted_at is null order by id for update
`;

/**
 * Soft-deletes live groups and their live memberships, in one statement.
 *
 * All rows get the same time: a restore finds by it the memberships that were deleted with the group. Memberships are
 * locked in id order, as every operation on several of them does.
 *
 * Index: customer_group_pkey, IDX_customer_group_customer_customer_group_id.
 */
const STATEMENT = `
  with deleted as (
    update customer_group set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(?::text[])
    returning id
  ),
  memberships_to_delete as (
    select id from customer_group_customer
    where customer_group_id = any(?::text[]) and deleted_at is null
    order by id
    for update
  ),
  deleted_memberships as (
    update customer_group_customer set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(array(select id from memberships_to_delete))
  )
  select id from deleted order by id
`;

/** Soft-deletes groups with their memberships. @returns the ids of the groups that were live before. */
export async function softDeleteGroups(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const locked = await queryRows<{ id: string }>(transaction, LOCK, [[...ids]]);
  const live = locked.map(({ id }) => id);
  const now = new Date();
  const rows = await queryRows<{ id: string }>(transaction, STATEMENT, [now, now, live, live, now, now]);
  return rows.map(({ id }) => id);
}
