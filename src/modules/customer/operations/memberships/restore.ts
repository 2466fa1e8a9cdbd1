import { queryRows, type Transaction } from "../transaction";

/** As `add.ts` does it: who adds to one of the groups meanwhile waits, and so does a deletion of the group. */
const LOCK_GROUPS = `
  select id from customer_group
  where id in (select customer_group_id from customer_group_customer where id = any(?::text[]))
  order by id for no key update
`;

/** Of several rows of one pair the oldest comes back. Index: IDX_customer_group_customer_members. */
const RESTORE = `
  with coming as (
    select distinct on (membership.customer_group_id, membership.customer_id) membership.id
    from customer_group_customer membership
    join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
    where membership.id = any(?::text[]) and membership.deleted_at is not null
      and not exists (
        select from customer_group_customer standing
        where standing.customer_group_id = membership.customer_group_id
          and standing.customer_id = membership.customer_id and standing.deleted_at is null
      )
    order by membership.customer_group_id, membership.customer_id, membership.created_at, membership.id
  )
  update customer_group_customer set deleted_at = null, updated_at = now()
  from coming where customer_group_customer.id = coming.id
  returning customer_group_customer.id
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
