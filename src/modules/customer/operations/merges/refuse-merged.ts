import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../transaction";

/** Locked first, as the restore does, so that a merge that is under way is seen. Index: customer_pkey. */
const LOCK = "select id from customer where id = any(?::text[]) order by id for update";

/** A live customer's redirect is left over from a restore by core and means nothing. Index: _merged_id. */
const MERGED = `
  select merged_id, survivor_id from customer_merge
  join customer on customer.id = merged_id
  where merged_id = any(?::text[]) and customer.deleted_at is not null
  order by merged_id
`;

/** @throws MedusaError (not_allowed) when a deleted customer of these was merged away: what it had is another's. */
export async function refuseMerged(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await queryRows(transaction, LOCK, [[...ids]]);
  const merged = await queryRows<{ merged_id: string; survivor_id: string }>(transaction, MERGED, [[...ids]]);
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
