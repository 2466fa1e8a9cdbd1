import { queryRows, type Transaction } from "../database/transaction";
import { heartbeatMerge, releaseMerge } from "./merge-progress.sql";
import type { MergeRun } from "./merge-run.sql";

/**
 * Who has the email by now that the merged customer would get back; the survivor gives up what it took from it.
 * Index: customer_pkey, IDX_customer_email_has_account_unique.
 */
const TAKEN_BY = `
  select holder.id from customer merged
  join customer holder
    on holder.email = merged.email and holder.has_account = merged.has_account and holder.deleted_at is null
  where merged.id = ? and holder.id <> all(?::text[])
  limit 1
`;

/** `undo`: what has moved can be handed back. `taken`: the merge must stand, and was let go of. `lost`: it is another's. */
export type Reversibility = { outcome: "undo" } | { outcome: "taken"; by: string } | { outcome: "lost" };

/** Whether a merge can be undone, looked at before anything is handed back: all of it returns, or nothing does. */
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
