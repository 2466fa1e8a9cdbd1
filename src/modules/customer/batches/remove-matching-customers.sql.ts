import { queryRows, type Transaction } from "../database/transaction";
import { type GroupChange, membershipIdPrefixOf } from "./add-matching-customers.sql";

/**
 * Ends the memberships of chosen customers in a group and keeps each row as it was, in one statement for any number.
 * As in `removeMemberships` rows that had been put aside go as well. Memberships that the same batch has made stay: who
 * leaves is chosen among those who were there before.
 *
 * Index: IDX_customer_group_customer_customer_group_id or _customer_id; those of the query that chooses.
 */
const statement = (leaving: string): string => `
  with leaving as (${leaving}),
  ending as (
    select membership.*
    from customer_group_customer membership
    where membership.customer_group_id = ?::text and membership.customer_id in (select id from leaving)
      and not starts_with(membership.id, ?::text)
    order by membership.id
    for update
  ),
  ended as (
    delete from customer_group_customer where id = any(array(select id from ending))
    returning id
  ),
  noted as (
    insert into customers_membership_batch (batch_id, membership_id, customer_id, membership)
    select ?::text, ending.id, ending.customer_id, to_jsonb(ending) from ending join ended on ended.id = ending.id
    returning customer_id, membership ->> 'deleted_at' as deleted_at
  )
  select count(distinct customer_id) as removed from noted where deleted_at is null
`;

/** @returns how many customers were in the group and no longer are. */
export async function removeMatchingCustomers(
  transaction: Transaction,
  { batchId, groupId, toRemove: leaving }: GroupChange,
): Promise<number> {
  const [{ removed }] = await queryRows<{ removed: string }>(transaction, statement(leaving.sql), [
    ...leaving.bindings,
    ...[groupId, membershipIdPrefixOf(batchId), batchId],
  ]);
  return Number(removed);
}
