import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";

/** Index: IDX_customer_merge_merged_id. */
const MERGED = `
  select merged_id, survivor_id from customer_merge where merged_id = any(?::text[]) order by merged_id
`;

/**
 * Asserts that no deleted customer was merged into another one. The caller has locked the rows.
 *
 * @throws MedusaError (not_allowed) that names the merges: what these customers had belongs to the survivors.
 */
export async function assertNotMerged(transaction: Transaction, deletedIds: readonly string[]): Promise<void> {
  const merged = await queryRows<{ merged_id: string; survivor_id: string }>(transaction, MERGED, [[...deletedIds]]);
  if (merged.length) {
    const pairs = merged.slice(0, 10).map(({ merged_id, survivor_id }) => `${merged_id} (into ${survivor_id})`);
    const more = merged.length > pairs.length ? ` and ${merged.length - pairs.length} more` : "";
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Customers that were merged cannot be restored: ${pairs.join(", ")}${more}. Their addresses, orders and logins are ` +
        "the survivor's now. Nothing was restored. Use the survivor, or create a new customer.",
    );
  }
}
