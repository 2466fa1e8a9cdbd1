import type { MergeKind } from "./merge-redirects.sql";

/** A merge, and whoever moves it: the process that began it, or the last one that took it up. */
export type MergeRun = { id: string; run_id: string; survivor_id: string };

/** A merge whose process lives no more, or that is done but worth another look. */
export type OpenMerge = {
  id: string;
  merged_id: string;
  survivor_id: string;
  kind: MergeKind;
  created_by: string | null;
};

/** Whoever moves a merge tells that it lives with every page; a hook of a shop's may take a while and tells nothing. */
const DEAD_AFTER = "5 minutes";

/** Nobody moves it: its run let go of it, or has not told anything for long. */
export const LEASE_EXPIRED = `
  completed_at is null and (
    (run_id is null and heartbeat_at is not null)
    or coalesce(heartbeat_at, created_at) < now() - interval '${DEAD_AFTER}'
  )`
  .trim()
  .replace(/\s+/g, " ");

/** The customer that went is live again, by core's restore, which knows no merges: the row says nothing any more. */
export const MERGED_CUSTOMER_RESTORED = `exists (
    select from customer where customer.id = customer_merge.merged_id and customer.deleted_at is null
  )`.replace(/\s+/g, " ");

/** Condition: still the run's, and still leading where it led. */
export const LEASED_BY_RUN = "id = ? and run_id = ? and survivor_id = ?";

/** The values of the condition. */
export const bindingsOf = ({ id, run_id, survivor_id }: MergeRun): string[] => [id, run_id, survivor_id];
