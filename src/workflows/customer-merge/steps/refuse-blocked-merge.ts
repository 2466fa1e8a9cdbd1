import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type MergeBlocker, refuseBlocked } from "../../../modules/customer/domain/merge-blockers";
import type { MergeKind } from "../../../modules/customer/operations/merges/redirects";

export const refuseBlockedMergeStepId = "customers-refuse-blocked-merge";

export type RefuseBlockedMergeInput = { blockers: MergeBlocker[]; kind?: MergeKind };

/** Of a claim, which may be asked for many times at once: that it was done already is for the merge itself to judge. */
const DONE = new Set<MergeBlocker["code"]>(["merged_already", "merge_in_progress"]);

/** Ends the workflow when something stands in the way. Writes nothing. */
export const refuseBlockedMergeStep = createStep(
  refuseBlockedMergeStepId,
  async ({ blockers, kind }: RefuseBlockedMergeInput) => {
    refuseBlocked(blockers.filter(({ code }) => kind !== "claim" || !DONE.has(code)));
    return new StepResponse(undefined);
  },
);
