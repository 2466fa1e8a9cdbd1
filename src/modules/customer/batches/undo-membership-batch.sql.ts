import { queryRows, type Transaction } from "../database/transaction";

/** Rows a round: each is a short transaction, and what was undone needs no second look. */
const ROWS_PER_ROUND = 10_000;

/** Who adds to a group and who deletes it take turns, here too. Index: customers_membership_batch_pkey, customer_group_pkey. */
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
 * Undoes a round of what a batch noted, and forgets it: what it added goes, what it ended comes back, the very rows. A
 * pair that somebody has joined again stays as they left it; one whose customer is gone for good, or whose group is
 * deleted, cannot return. Rows go in by customer, as whoever adds members does.
 *
 * Index: customers_membership_batch_pkey, customer_group_customer_pkey, IDX_customer_group_customer_members.
 */
const STATEMENT = `
  with noted as (
    delete from customers_membership_batch
    where batch_id = ?::text and membership_id in (
      select membership_id from customers_membership_batch
      where batch_id = ?::text order by membership_id limit ${ROWS_PER_ROUND} for update
    )
    returning membership_id, membership
  ),
  deleted as (
    delete from customer_group_customer where id = any(array(select membership_id from noted where membership is null))
    returning id
  ),
  old as (
    select coming.* from noted, jsonb_populate_record(null::customer_group_customer, noted.membership) as coming
    where noted.membership is not null
  ),
  restored as (
    insert into customer_group_customer
    select old.* from old
    where exists (select from customer where customer.id = old.customer_id)
      and exists (
        select from customer_group where customer_group.id = old.customer_group_id and customer_group.deleted_at is null
      )
      and not exists (
        select from customer_group_customer standing
        where standing.customer_id = old.customer_id and standing.customer_group_id = old.customer_group_id
          and standing.deleted_at is null
      )
    order by customer_id
    on conflict do nothing
    returning id
  )
  select
    (select count(*) from noted) as size,
    (select coalesce(json_agg(id), '[]') from deleted) as deleted_ids,
    (select coalesce(json_agg(id), '[]') from restored) as restored_ids,
    (select coalesce(json_agg(customer_id), '[]') from old where id not in (select id from restored)) as refused
`;

type Round = { size: string; deleted_ids: string[]; restored_ids: string[]; refused: string[] };

export type UndoneRound = {
  /** Whether there may be more to undo. */
  more: boolean;
  deletedIds: string[];
  restoredIds: string[];
  /** Customers whose membership could not come back. */
  refused: string[];
};

/** Undoes the next round; with nothing noted any more it does nothing. */
export async function undoMembershipBatch(transaction: Transaction, batchId: string): Promise<UndoneRound> {
  await queryRows(transaction, LOCK_GROUPS, [batchId]);
  const [round] = await queryRows<Round>(transaction, STATEMENT, [batchId, batchId]);
  return {
    more: Number(round.size) === ROWS_PER_ROUND,
    deletedIds: round.deleted_ids,
    restoredIds: round.restored_ids,
    refused: round.refused,
  };
}
