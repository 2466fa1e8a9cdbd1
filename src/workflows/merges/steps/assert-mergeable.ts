import { createStep } from "@medusajs/framework/workflows-sdk";
import { assertNoBlockers, type MergeBlocker } from "../../../modules/customer/merges/merge-blockers";
import type { MergeKind } from "../../../modules/customer/merges/merge-redirects.sql";

export const assertMergeableStepId = "customers-assert-mergeable-step";

export type AssertMergeableInput = { blockers: MergeBlocker[]; kind?: MergeKind; resume?: boolean };

/**
 * Of a claim, which may be asked for many times at once, and of a merge that is taken up: whether it was done already is
 * for the merge itself to judge, which has the rows locked.
 */
const DONE = new Set<MergeBlocker["code"]>(["merged_already", "merge_in_progress", "merge_unfinished"]);

/** Ends the workflow when something stands in the way. Writes nothing. */
export const assertMergeableStep = createStep(
  assertMergeableStepId,
  async ({ blockers, kind, resume = false }: AssertMergeableInput) => {
    assertNoBlockers(blockers.filter(({ code }) => !(kind === "claim" || resume) || !DONE.has(code)));
  },
);
