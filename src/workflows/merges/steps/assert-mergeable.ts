import { createStep } from "@medusajs/framework/workflows-sdk";
import { assertNoBlockers, type MergeBlocker } from "../../../modules/customer/merges/merge-blockers";
import type { MergeKind } from "../../../modules/customer/merges/merge-redirects.sql";

export const assertMergeableStepId = "customers-assert-mergeable-step";

export type AssertMergeableInput = { blockers: MergeBlocker[]; kind?: MergeKind; resume?: boolean };

/**
 * Blockers that do not apply to a claim, which may be requested concurrently, and to a resumed merge: `merges.merge`
 * decides about them, with the rows locked.
 */
const DONE = new Set<MergeBlocker["code"]>(["merged_already", "merge_in_progress", "merge_unfinished"]);

/** Ends the workflow when the merge has blockers. Writes nothing. */
export const assertMergeableStep = createStep(
  assertMergeableStepId,
  async ({ blockers, kind, resume = false }: AssertMergeableInput) => {
    assertNoBlockers(blockers.filter(({ code }) => !(kind === "claim" || resume) || !DONE.has(code)));
  },
);
