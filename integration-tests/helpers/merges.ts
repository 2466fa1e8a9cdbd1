import type { MergeRun } from "../../src/modules/customer/merges/merge-run.sql";
import type { CustomerMerge } from "../../src/modules/customer/merges/types";

/** Whoever moves a merge that was begun or taken up. */
export function runOfMerge({ id, run_id, survivor_id }: CustomerMerge): MergeRun {
  if (run_id === null) {
    throw new Error(`Merge ${id} is moved by somebody else.`);
  }
  return { id, run_id, survivor_id };
}
