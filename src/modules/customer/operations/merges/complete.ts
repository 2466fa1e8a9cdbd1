import { queryRows, type Transaction } from "../transaction";

/** Index: customer_merge_pkey. */
const COMPLETE = "update customer_merge set completed_at = now() where id = ? and completed_at is null returning id";
const REOPEN = "update customer_merge set completed_at = null where id = ? returning id";

/** Marks a merge as ended: nothing of the merged customer is on its way any more. @returns whether it was not yet. */
export async function completeMerge(transaction: Transaction, mergeId: string): Promise<boolean> {
  return (await queryRows(transaction, COMPLETE, [mergeId])).length > 0;
}

/** The way back. */
export async function reopenMerge(transaction: Transaction, mergeId: string): Promise<void> {
  await queryRows(transaction, REOPEN, [mergeId]);
}
