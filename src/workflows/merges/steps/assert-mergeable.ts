import { createStep } from "@medusajs/framework/workflows-sdk";
import { type MergeBlocker, refuseBlocked } from "../../../modules/customer/merges/merge-blockers";
import type { MergeKind } from "../../../modules/customer/merges/merge-redirects.sql";

export const refuseBlockedMergeStepId = "customers-refuse-blocked-merge";

export type RefuseBlockedMergeInput = { blockers: MergeBlocker[]; kind?: MergeKind; resume?: boolean };

/**
 * Of a claim, which may be asked for many times at once, and of a merge that is taken up: whether it was done already is
 * for the merge itself to judge, which has the rows locked.
 */
const DONE = new Set<MergeBlocker["code"]>(["merged_already", "merge_in_progress", "merge_unfinished"]);

/** Ends the workflow when something stands in the way. Writes nothing. */
export const refuseBlockedMergeStep = createStep(
  refuseBlockedMergeStepId,
  async ({ blockers, kind, resume = false }: RefuseBlockedMergeInput) => {
    refuseBlocked(blockers.filter(({ code }) => !(kind === "claim" || resume) || !DONE.has(code)));
  },
);
