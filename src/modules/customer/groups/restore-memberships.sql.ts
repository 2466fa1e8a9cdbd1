import { queryRows, type Transaction } from "../database/transaction";

/** Locks the groups, as `addMemberships` does: callers that add to a group or delete it wait. */
const LOCK_GROUPS = `
  select id from customer_group
  where id in (select customer_group_id from customer_group_customer where id = any(array(select unnest(?::text[]))))
  order by id for no key update
`;

/**
 * Restores the oldest of several rows of one pair. Rows are locked in id order, as every operation on several does.
 *
 * The ids come from an array subquery, and existing memberships are found by customer: otherwise PostgreSQL reads all
 * memberships for 10,000 ids.
 *
 * Index: customer_group_customer_pkey, IDX_customer_group_customer_customer_id.
 */
const RESTORE = `
  with deleted as (
    select membership.*
    from customer_group_customer membership
    join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
    where membership.id = any(array(select unnest(?::text[]))) and membership.deleted_at is not null
  ),
  existing as (
    select customer_group_id, customer_id from customer_group_customer
    where customer_id = any(array(select customer_id from deleted)) and deleted_at is null
  ),
  to_restore as (
    select distinct on (customer_group_id, customer_id) id
    from deleted
    where (customer_group_id, customer_id) not in (select customer_group_id, customer_id from existing)
    order by customer_group_id, customer_id, created_at, id
  ),
  locked as (
    select id from customer_group_customer where id = any(array(select id from to_restore)) order by id for update
  )
  update customer_group_customer set deleted_at = null, updated_at = now()
  where id = any(array(select id from locked))
  returning id
`;

/**
 * Restores deleted memberships whose group is live and whose pair has no live membership.
 *
 * Memberships of a deleted group are restored with the group. @returns the restored ids.
 */
export async function restoreMemberships(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  await queryRows(transaction, LOCK_GROUPS, [[...ids]]);
  const restored = await queryRows<{ id: string }>(transaction, RESTORE, [[...ids]]);
  return restored.map(({ id }) => id).sort();
}
