import { queryRows, type Transaction } from "../database/transaction";
import { bindingsOf, LEASED_BY_RUN, type MergeRun } from "./merge-run.sql";

/** Index: customer_merge_pkey, for all of these. */
const KEEP = `update customer_merge set heartbeat_at = now() where ${LEASED_BY_RUN} and completed_at is null returning merged_id`;
const COMPLETE = `update customer_merge set completed_at = now() where ${LEASED_BY_RUN} and completed_at is null returning id`;
const REOPEN = `update customer_merge set completed_at = null, heartbeat_at = now() where ${LEASED_BY_RUN} returning id`;
const RELEASE = `
  update customer_merge set run_id = null, heartbeat_at = now() where ${LEASED_BY_RUN} and completed_at is null returning id
`;

/**
 * Tells that the run lives.
 *
 * @returns the id of the merged customer; null when the merge was taken from the run, was undone, or has ended.
 */
export async function heartbeatMerge(transaction: Transaction, run: MergeRun): Promise<string | null> {
  return (await queryRows<{ merged_id: string }>(transaction, KEEP, bindingsOf(run))).at(0)?.merged_id ?? null;
}

/**
 * Marks a merge as ended: nothing of the merged customer is on its way any more.
 *
 * @returns false when the run has lost it, or it has ended already.
 */
export async function completeMerge(transaction: Transaction, run: MergeRun): Promise<boolean> {
  return (await queryRows(transaction, COMPLETE, bindingsOf(run))).length > 0;
}

/** The way back. @returns false when the merge was taken over, or its survivor was merged on since. */
export async function reopenMerge(transaction: Transaction, run: MergeRun): Promise<boolean> {
  return (await queryRows(transaction, REOPEN, bindingsOf(run))).length > 0;
}

/** Lets go of a merge that can neither go on nor back here; whoever looks next takes it up. */
export async function releaseMerge(transaction: Transaction, run: MergeRun): Promise<boolean> {
  return (await queryRows(transaction, RELEASE, bindingsOf(run))).length > 0;
}
