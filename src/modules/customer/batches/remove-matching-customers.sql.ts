import { queryRows, type Transaction } from "../database/transaction";
import { type GroupChange, membershipIdPrefixOf } from "./add-matching-customers.sql";

/**
 * Deletes memberships of matching customers in a group and records each row, in one statement for any number.
 *
 * As in `removeMemberships`, soft-deleted rows are deleted too. Memberships that the same batch has created stay: the
 * change removes former members only.
 *
 * Index: IDX_customer_group_customer_customer_group_id or _customer_id; those of the query for the customers.
 */
const statement = (toRemove: string): string => `
  with to_remove as (${toRemove}),
  to_delete as (
    select membership.*
    from customer_group_customer membership
    where membership.customer_group_id = ?::text and membership.customer_id in (select id from to_remove)
      and not starts_with(membership.id, ?::text)
    order by membership.id
    for update
  ),
  deleted as (
    delete from customer_group_customer where id = any(array(select id from to_delete))
    returning id
  ),
  recorded as (
    insert into customers_membership_batch (batch_id, membership_id, customer_id, membership)
    select ?::text, to_delete.id, to_delete.customer_id, to_jsonb(to_delete) from to_delete join deleted on deleted.id = to_delete.id
    returning customer_id, membership ->> 'deleted_at' as deleted_at
  )
  select count(distinct customer_id) as removed from recorded where deleted_at is null
`;

/** Removes matching customers from a group. @returns the number of former members. */
export async function removeMatchingCustomers(
  transaction: Transaction,
  { batchId, groupId, toRemove }: GroupChange,
): Promise<number> {
  const [{ removed }] = await queryRows<{ removed: string }>(transaction, statement(toRemove.sql), [
    ...toRemove.bindings,
    ...[groupId, membershipIdPrefixOf(batchId), batchId],
  ]);
  return Number(removed);
}
