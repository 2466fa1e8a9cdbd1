import { queryRows, type Transaction } from "../database/transaction";

/** As `add.ts` does it: who adds to one of the groups meanwhile waits, and so does a deletion of the group. */
const LOCK_GROUPS = `
  select id from customer_group
  where id in (select customer_group_id from customer_group_customer where id = any(array(select unnest(?::text[]))))
  order by id for no key update
`;

/**
 * Of several rows of one pair the oldest comes back. Ids come out of an array of the statement's own, and what stands is
 * looked up by customers: else, for 10,000 of them, the planner would read all memberships. Index: customer_group_customer_pkey, IDX_customer_group_customer_customer_id.
 */
const RESTORE = `
  with deleted as (
    select membership.*
    from customer_group_customer membership
    join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
    where membership.id = any(array(select unnest(?::text[]))) and membership.deleted_at is not null
  ),
  standing as (
    select customer_group_id, customer_id from customer_group_customer
    where customer_id = any(array(select customer_id from deleted)) and deleted_at is null
  ),
  coming as (
    select distinct on (customer_group_id, customer_id) id
    from deleted
    where (customer_group_id, customer_id) not in (select customer_group_id, customer_id from standing)
    order by customer_group_id, customer_id, created_at, id
  )
  update customer_group_customer set deleted_at = null, updated_at = now()
  where id = any(array(select id from coming))
  returning id
`;

/**
 * Brings deleted memberships back, where the pair has none by now and the group is live: a pair has one membership, and
 * those of a deleted group come back with it. @returns the ids that came back.
 */
export async function restoreMemberships(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  await queryRows(transaction, LOCK_GROUPS, [[...ids]]);
  const restored = await queryRows<{ id: string }>(transaction, RESTORE, [[...ids]]);
  return restored.map(({ id }) => id).sort();
}
