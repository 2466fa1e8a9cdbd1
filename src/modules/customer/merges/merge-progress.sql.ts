import { bindingsOf } from "../database/lease";
import { HEARTBEAT, leaseRow, RELEASE, updateLeased } from "../database/lease.sql";
import { queryRows, type Transaction } from "../database/transaction";
import { MERGE_LEASE } from "./merge-lease";
import type { MergeRun } from "./merge-run.sql";

/** Index: customer_merge_pkey. */
const REOPEN = `
  update customer_merge set completed_at = null, ${HEARTBEAT} where ${MERGE_LEASE.IS_OF_RUN} returning id
`;

/**
 * Takes over a merge whose lease has expired.
 *
 * @returns the id of the new run; null when another run was faster.
 */
export async function takeOverMerge(transaction: Transaction, mergeId: string): Promise<string | null> {
  const leased = await leaseRow(transaction, MERGE_LEASE, { id: mergeId, rules: { columns: "id" } });
  return leased.outcome === "leased" ? leased.row.run_id : null;
}

/**
 * Extends the lease.
 *
 * @returns the id of the merged customer; null when the run has lost the lease, or the merge was undone or has ended.
 */
export async function heartbeatMerge(transaction: Transaction, run: MergeRun): Promise<string | null> {
  const update = { set: HEARTBEAT, returning: "merged_id" };
  const row = await updateLeased<keyof MergeRun, { merged_id: string }>(transaction, MERGE_LEASE, run, update);
  return row?.merged_id ?? null;
}

/** Marks a merge as ended. @returns false when the run has lost the lease, or the merge has ended. */
export async function completeMerge(transaction: Transaction, run: MergeRun): Promise<boolean> {
  return (await updateLeased(transaction, MERGE_LEASE, run, { set: "completed_at = now()" })) !== undefined;
}

/** Undoes `completeMerge`. @returns false when another run took the merge over, or its survivor was merged since. */
export async function reopenMerge(transaction: Transaction, run: MergeRun): Promise<boolean> {
  return (await queryRows(transaction, REOPEN, bindingsOf(MERGE_LEASE, run))).length > 0;
}

/** Releases a merge that this run can neither end nor undo. Another run takes it over. */
export async function releaseMerge(transaction: Transaction, run: MergeRun): Promise<boolean> {
  return (await updateLeased(transaction, MERGE_LEASE, run, { set: RELEASE })) !== undefined;
}
