import { queryRows, type Transaction } from "../database/transaction";

/** How long a batch can be undone. A workflow that contains it may wait for days; none waits for a month. */
const RETENTION_MS = 30 * 24 * 60 * 60 * 1_000;

/** How many rows at once: each call is a short transaction. */
const ROWS_PER_ROUND = 10_000;

/**
 * A ULID's first ten letters are its time, so that an id sorts before all later ones. Rows that another process is
 * deleting are passed over. Index: ..._batch_pkey, both ways.
 */
const STATEMENT = `
  with old as (
    select batch_id, membership_id from customers_membership_batch
    where batch_id < ? order by batch_id, membership_id limit ${ROWS_PER_ROUND} for update skip locked
  ),
  forgotten as (
    delete from customers_membership_batch noted using old
    where noted.batch_id = old.batch_id and noted.membership_id = old.membership_id
    returning noted.batch_id
  )
  select count(*)::int as count from forgotten
`;

/** Forgets a round of what old batches noted. @returns how many rows. */
export async function deleteOldMembershipBatches(transaction: Transaction, now: number): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, [
    `cusmb_${timeLetters(now - RETENTION_MS)}`,
  ]);
  return count;
}

/** Ten letters in Crockford's base 32, as the ids of batches begin. */
function timeLetters(milliseconds: number): string {
  return milliseconds
    .toString(32)
    .padStart(10, "0")
    .replace(/[a-v]/g, (letter) => "ABCDEFGHJKMNPQRSTVWXYZ"[letter.charCodeAt(0) - 97]);
}
