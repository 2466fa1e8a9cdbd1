import type { MergeUndo } from "./apply-merge.sql";
import type { MergeBlocker } from "./merge-blockers";
import type { MergePlan, MergeRequest } from "./merge-plan";
import type { MergeKind } from "./merge-redirects.sql";

/** The plan of a merge, and its blockers; no plan when one of the customers does not exist. */
export type CustomerMergePreview = { plan: MergePlan | null; blockers: MergeBlocker[] };

export type MergeCustomersInput = MergeRequest & {
  /** The actor of the request. */
  created_by?: string | null;
  /** `claim`: merges a guest into a registered customer. Idempotent: a second claim returns the existing one. */
  kind?: MergeKind;
  /** Merges only while both have this email: the verified email of a claim. */
  expected_email?: string;
  /** Only resumes an interrupted merge of the two. A merge that another run has, or that has ended, is returned. */
  resume?: boolean;
};

export type CustomerMerge = {
  id: string;
  survivor_id: string;
  merged_id: string;
  kind: MergeKind;
  /**
   * `new`: merged by this call. `resumed`: merged by an earlier call that was interrupted before everything had moved.
   * `already_merged`: merged by an earlier call that has ended or still runs; there is nothing to do.
   */
  state: "new" | "resumed" | "already_merged";
  /** The run that may move rows, end and undo the merge; null when another run has it. */
  run_id: string | null;
  /** The groups that the survivor joined with the merge. */
  joined_group_ids: string[];
  plan: MergePlan | null;
  /** For `undo`. */
  undo: MergeUndo | null;
};
