import { queryRows, type Transaction } from "../database/transaction";

/** Rows per round: each round is a short transaction, and an undone row is not read again. */
const ROWS_PER_ROUND = 10_000;

/**
 * Locks the groups: callers that add to a group or delete it take turns.
 *
 * Index: customers_membership_batch_pkey, customer_group_pkey.
 */
const LOCK_GROUPS = `
  select id from customer_group
  where id in (
    select distinct membership ->> 'customer_group_id' from customers_membership_batch
    where batch_id = ? and membership is not null
  )
  order by id
  for no key update
`;

/**
 * Undoes recorded changes and deletes their records: added rows are deleted, deleted rows are inserted again. The change
 * is not listed any more.
 *
 * A pair that another caller has added again stays as it is. A pair whose customer does not exist any more, or whose group
 * is deleted, cannot be restored. Rows are inserted in the order of customers, as `addMemberships` does.
 *
 * Index: customers_group_change_pkey, customers_membership_batch_pkey, customer_group_customer_pkey, IDX_customer_group_customer_members.
 */
const STATEMENT = `
  with forgotten as (
    delete from customers_group_change where id = ?::text
  ),
  recorded as (
    delete from customers_membership_batch
    where batch_id = ?::text and membership_id in (
      select membership_id from customers_membership_batch
      where batch_id = ?::text order by membership_id limit ${ROWS_PER_ROUND} for update
    )
    returning membership_id, membership
  ),
  to_delete as (
    select id from customer_group_customer
    where id = any(array(select membership_id from recorded where membership is null))
    order by id
    for update
  ),
  deleted as (
    delete from customer_group_customer where id = any(array(select id from to_delete))
    returning id
  ),
  to_restore as (
    select row.* from recorded, jsonb_populate_record(null::customer_group_customer, recorded.membership) as row
    where recorded.membership is not null
  ),
  restored as (
    insert into customer_group_customer
    select to_restore.* from to_restore
    where exists (select from customer where customer.id = to_restore.customer_id)
      and exists (
        select from customer_group where customer_group.id = to_restore.customer_group_id and customer_group.deleted_at is null
      )
      and not exists (
        select from customer_group_customer existing
        where existing.customer_id = to_restore.customer_id and existing.customer_group_id = to_restore.customer_group_id
          and existing.deleted_at is null
      )
    order by customer_id
    on conflict do nothing
    returning id
  )
  select
    (select count(*) from recorded) as size,
    (select coalesce(json_agg(id), '[]') from deleted) as deleted_ids,
    (select coalesce(json_agg(id), '[]') from restored) as restored_ids,
    (select coalesce(json_agg(customer_id), '[]') from to_restore where id not in (select id from restored)) as not_restored
`;

type Round = { size: string; deleted_ids: string[]; restored_ids: string[]; not_restored: string[] };

export type UndoneRound = {
  /** Whether there may be more to undo. */
  more: boolean;
  deletedIds: string[];
  restoredIds: string[];
  /** Customers whose membership could not come back. */
  notRestored: string[];
};

/** Undoes the next round. Without records it does nothing. */
export async function undoMembershipBatch(transaction: Transaction, batchId: string): Promise<UndoneRound> {
  await queryRows(transaction, LOCK_GROUPS, [batchId]);
  const [round] = await queryRows<Round>(transaction, STATEMENT, [batchId, batchId, batchId]);
  return {
    more: Number(round.size) === ROWS_PER_ROUND,
    deletedIds: round.deleted_ids,
    restoredIds: round.restored_ids,
    notRestored: round.not_restored,
  };
}
