import { queryRows, type Transaction } from "../database/transaction";
import { heartbeatMerge, releaseMerge } from "./merge-progress.sql";
import type { MergeRun } from "./merge-run.sql";

/**
 * Finds the customer who has the email that the merged customer would get back. The survivor does not count: it gives the
 * email back. Index: customer_pkey, IDX_customer_email_has_account_unique.
 */
const TAKEN_BY = `
  select holder.id from customer merged
  join customer holder
    on holder.email = merged.email and holder.has_account = merged.has_account and holder.deleted_at is null
  where merged.id = ? and holder.id <> all(?::text[])
  limit 1
`;

/**
 * `undo`: the moved rows may go back. `taken`: another customer has the email; the merge cannot be undone and was
 * released. `lost`: another run has the merge.
 */
export type Reversibility = { outcome: "undo" } | { outcome: "taken"; by: string } | { outcome: "lost" };

/** Checks whether a merge can be undone, before the first row goes back: all rows go back, or none. */
export async function checkReversible(transaction: Transaction, run: MergeRun): Promise<Reversibility> {
  const mergedId = await heartbeatMerge(transaction, run);
  if (mergedId === null) {
    return { outcome: "lost" };
  }
  const both = [mergedId, run.survivor_id];
  const [holder] = await queryRows<{ id: string }>(transaction, TAKEN_BY, [mergedId, both]);
  if (!holder) {
    return { outcome: "undo" };
  }
  await releaseMerge(transaction, run);
  return { outcome: "taken", by: holder.id };
}
