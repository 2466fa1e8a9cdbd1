import type { MergeKind } from "./merge-redirects.sql";

/** A merge and the run that has it: the one that began it, or the last one that took it over. */
export type MergeRun = { id: string; run_id: string; survivor_id: string };

/** A merge that a run may resume, or check once more. */
export type OpenMerge = {
  id: string;
  merged_id: string;
  survivor_id: string;
  kind: MergeKind;
  created_by: string | null;
};

/** Condition: core's restore, which knows no merges, has restored the merged customer. The merge is void then. */
export const MERGED_CUSTOMER_RESTORED = `exists (
    select from customer where customer.id = customer_merge.merged_id and customer.deleted_at is null
  )`.replace(/\s+/g, " ");
