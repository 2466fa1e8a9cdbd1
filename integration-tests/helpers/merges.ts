import type { CustomerMerge } from "../../src/modules/customer/facade/merges";
import type { MergeRun } from "../../src/modules/customer/operations/merges/run";

/** Whoever moves a merge that was begun or taken up. */
export function runOfMerge({ id, run_id, survivor_id }: CustomerMerge): MergeRun {
  if (run_id === null) {
    throw new Error(`Merge ${id} is moved by somebody else.`);
  }
  return { id, run_id, survivor_id };
}
