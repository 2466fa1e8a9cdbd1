import { queryRows, type Transaction } from "../transaction";

/** Index: customer_merge_pkey. */
const TAKE_OVER = "update customer_merge set created_at = now() where id = ?";

/** A merge that was broken off with its process begins anew from now. */
export async function takeOverMerge(transaction: Transaction, mergeId: string): Promise<void> {
  await queryRows(transaction, TAKE_OVER, [mergeId]);
}
