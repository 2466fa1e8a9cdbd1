import { queryRows, type Transaction } from "../transaction";

/** How long a batch can be undone. A workflow that contains it may wait for days; none waits for a month. */
const KEPT = 30 * 24 * 60 * 60 * 1_000;

/** A ULID's first ten letters are its time, so that an id sorts before all later ones. Index: ..._batch_pkey. */
const STATEMENT = "delete from customers_membership_batch where batch_id < ?";

/** Forgets what old batches noted. */
export async function forgetOldBatches(transaction: Transaction, now: number): Promise<void> {
  await queryRows(transaction, STATEMENT, [`cusmb_${timeLetters(now - KEPT)}`]);
}

/** Ten letters in Crockford's base 32, as the ids of batches begin. */
function timeLetters(milliseconds: number): string {
  return milliseconds
    .toString(32)
    .padStart(10, "0")
    .replace(/[a-v]/g, (letter) => "ABCDEFGHJKMNPQRSTVWXYZ"[letter.charCodeAt(0) - 97]);
}
