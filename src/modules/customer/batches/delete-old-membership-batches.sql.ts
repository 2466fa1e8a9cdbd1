import { queryRows, type Transaction } from "../database/transaction";

/** How long a batch can be undone. A workflow with such a step may wait for days, but not for a month. */
const RETENTION_MS = 30 * 24 * 60 * 60 * 1_000;

/** Rows per call: each call is a short transaction. */
const ROWS_PER_ROUND = 10_000;

/**
 * Deletes the oldest rows. The first ten letters of a ULID are its time, so that an id sorts before all later ones.
 *
 * Rows that another process deletes are skipped. A change that is older is not listed already. Index:
 * customers_membership_batch_pkey, twice; customers_group_change_pkey, twice.
 */
const STATEMENT = `
  with old as (
    select batch_id, membership_id from customers_membership_batch
    where batch_id < ? order by batch_id, membership_id limit ${ROWS_PER_ROUND} for update skip locked
  ),
  deleted as (
    delete from customers_membership_batch recorded using old
    where recorded.batch_id = old.batch_id and recorded.membership_id = old.membership_id
    returning recorded.batch_id
  ),
  deleted_changes as (
    delete from customers_group_change where id in (
      select id from customers_group_change where id < ? order by id limit ${ROWS_PER_ROUND} for update skip locked
    )
  )
  select count(*)::int as count from deleted
`;

/** Deletes rows of old batches. @returns the number of rows. */
export async function deleteOldMembershipBatches(transaction: Transaction, now: number): Promise<number> {
  const oldest = oldestBatchId(now);
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, [oldest, oldest]);
  return count;
}

/** All batches that can be undone have a greater id. */
export const oldestBatchId = (now: number): string => `cusmb_${timeLetters(now - RETENTION_MS)}`;

/** Returns a time as ten letters in Crockford's base 32, as the ids of batches begin. */
function timeLetters(milliseconds: number): string {
  return milliseconds
    .toString(32)
    .padStart(10, "0")
    .replace(/[a-v]/g, (letter) => "ABCDEFGHJKMNPQRSTVWXYZ"[letter.charCodeAt(0) - 97]);
}
