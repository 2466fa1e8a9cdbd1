import type { MergeUndo } from "./apply-merge.sql";
import type { MergeBlocker } from "./merge-blockers";
import type { MergePlan, MergeRequest } from "./merge-plan";
import type { MergeKind } from "./merge-redirects.sql";

/** What a merge would do, and what blocks it; no plan where one of the two is not there. */
export type CustomerMergePreview = { plan: MergePlan | null; blockers: MergeBlocker[] };

export type MergeCustomersInput = MergeRequest & {
  /** The actor who asked. */
  created_by?: string | null;
  /** `claim`: the guest of a registered customer. The same claim twice is no error: the existing one is returned. */
  kind?: MergeKind;
  /** Merges only while both have this email: the verified email of a claim. */
  expected_email?: string;
  /** Only resumes an interrupted merge of the two; one that another run has, or that has ended, is returned. */
  resume?: boolean;
};

export type CustomerMerge = {
  id: string;
  survivor_id: string;
  merged_id: string;
  kind: MergeKind;
  /**
   * `new`: merged by this call. `resumed`: merged by an earlier one that was interrupted before everything had moved.
   * `standing`: merged by an earlier call that has ended or still runs; nothing is left to do.
   */
  state: "new" | "resumed" | "already_merged";
  /** The run that may move, end and undo the merge; null where another one has it. */
  run_id: string | null;
  /** The groups that the survivor joined by it. */
  joined_group_ids: string[];
  plan: MergePlan | null;
  /** For `undo`. */
  undo: MergeUndo | null;
};
