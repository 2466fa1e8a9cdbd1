import { queryRows, type Transaction } from "../database/transaction";

/**
 * Reverses the changes of a batch and records that as another batch, in one statement for any number.
 *
 * Added rows are deleted, and memberships that ended are inserted again as they were. A row that is gone meanwhile and a
 * customer who has joined again stay as they are. A deleted customer does not come back; an added row goes with or without
 * its customer, for a restored customer is to be as before the change. Who was added may have been merged since: the
 * survivor leaves the group too if that merge brought it in (both rows have the time of its transaction). The caller locks the
 * group. Rows are inserted in the order of customers, as `addMemberships` does.
 *
 * Index: customers_membership_batch_pkey, customer_group_customer_pkey, IDX_customer_live_id,
 * IDX_customer_group_customer_members, IDX_customer_group_customer_customer_id, IDX_customer_merge_merged_id.
 */
const STATEMENT = `
  with recorded as (
    select membership_id, customer_id, membership from customers_membership_batch where batch_id = ?::text
  ),
  inherited as (
    select joined.id
    from customer_merge
    join recorded on recorded.customer_id = customer_merge.merged_id and recorded.membership is null
    join customer_group_customer own on own.id = recorded.membership_id
    join customer_group_customer joined on joined.customer_id = customer_merge.survivor_id
      and joined.customer_group_id = own.customer_group_id and joined.created_at = customer_merge.created_at
    where customer_merge.merged_id = any(array(select customer_id from recorded)) and joined.deleted_at is null
  ),
  to_delete as (
    select membership.* from customer_group_customer membership
    where membership.id = any(array(
      select membership_id from recorded where recorded.membership is null union all select id from inherited
    ))
    order by membership.id
    for update
  ),
  deleted as (
    delete from customer_group_customer where id = any(array(select id from to_delete)) returning id
  ),
  to_restore as (
    select distinct on (row.customer_id) row.*
    from recorded, jsonb_populate_record(null::customer_group_customer, recorded.membership) as row
    where recorded.membership is not null and row.deleted_at is null
    order by row.customer_id, row.created_at, row.id
  ),
  restored as (
    insert into customer_group_customer
    select to_restore.* from to_restore
    where exists (select from customer where customer.id = to_restore.customer_id and customer.deleted_at is null)
      and not exists (
        select from customer_group_customer existing
        where existing.customer_id = to_restore.customer_id and existing.customer_group_id = to_restore.customer_group_id
          and existing.deleted_at is null
      )
    order by customer_id
    on conflict do nothing
    returning id, customer_id
  ),
  reversed as (
    insert into customers_membership_batch (batch_id, membership_id, customer_id, membership)
    select ?::text, id, customer_id, null from restored
    union all
    select ?::text, to_delete.id, to_delete.customer_id, to_jsonb(to_delete) from to_delete join deleted on deleted.id = to_delete.id
    returning customer_id, membership is null as added, membership ->> 'deleted_at' as deleted_at
  )
  select
    (select count(distinct customer_id)::int from reversed where added) as added,
    (select count(distinct customer_id)::int from reversed
      where not added and deleted_at is null and customer_id in (select customer_id from recorded)) as removed,
    (select count(distinct customer_id)::int from recorded where membership ->> 'deleted_at' is null) as recorded
`;

export type ReversedBatch = {
  added: number;
  removed: number;
  /** Customers whose membership could not be as before. */
  skipped: number;
};

/** Reverses the batch `undoes`, and records that as the batch `batchId`. */
export async function reverseMembershipBatch(
  transaction: Transaction,
  { undoes, batchId }: { undoes: string; batchId: string },
): Promise<ReversedBatch> {
  const [{ added, removed, recorded }] = await queryRows<{ added: number; removed: number; recorded: number }>(
    transaction,
    STATEMENT,
    [undoes, batchId, batchId],
  );
  return { added, removed, skipped: recorded - added - removed };
}
