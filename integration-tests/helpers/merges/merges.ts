import type { MergeRun } from "../../../src/modules/customer/merges/merge-run.sql";
import type { CustomerMerge } from "../../../src/modules/customer/merges/types";

/** The run that leases a merge. */
export function runOfMerge({ id, run_id, survivor_id }: CustomerMerge): MergeRun {
  if (run_id === null) {
    throw new Error(`Merge ${id} is leased by another run.`);
  }
  return { id, run_id, survivor_id };
}
