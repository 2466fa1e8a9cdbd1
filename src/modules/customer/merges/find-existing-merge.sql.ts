import { MedusaError } from "@medusajs/framework/utils";
import type { Transaction } from "../database/transaction";
import { isOfPair } from "./merge-blockers";
import { takeOverMerge } from "./merge-progress.sql";
import type { MergePair } from "./read-pair.sql";
import type { CustomerMerge, MergeCustomersInput } from "./types";

/** Finds an earlier merge of these two into the same survivor: a claim, or an interrupted merge, which is taken over. */
export async function findExistingMerge(
  transaction: Transaction,
  pair: MergePair,
  { customer_ids, survivor_id, kind, resume = false }: MergeCustomersInput,
): Promise<CustomerMerge | null> {
  const row = pair.merges.find(
    (merge) =>
      !merge.is_void &&
      isOfPair(merge, customer_ids) &&
      (survivor_id === undefined || survivor_id === merge.survivor_id),
  );
  if (!row || !(row.is_expired || kind === "claim" || resume)) {
    return resume ? throwNotResumable() : null;
  }
  const run_id = row.is_expired ? await takeOverMerge(transaction, row.id) : null;
  const { id, merged_id, joined_group_ids } = row;
  return {
    ...{ id, merged_id, survivor_id: row.survivor_id, kind: row.kind, joined_group_ids, plan: null, undo: null },
    ...{ run_id, state: run_id === null ? "already_merged" : "resumed" },
  };
}

function throwNotResumable(): never {
  throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no interrupted merge of these two customers.");
}
