import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { findUnfinishedMergeStep } from "../steps/find-unfinished-merge";
import { type MergeCustomersWorkflowInput, mergeCustomersWorkflow } from "./merge-customers";

export const resumeMergeWorkflowId = "customers-resume-merge";

export type ResumeMergeWorkflowInput = { id: string };

/**
 * Takes up a merge or claim whose process died, and moves what is left. Nothing happens to one that has ended, that
 * somebody moves, or that was undone.
 *
 * Events and hooks: the merge's; those that were never sent are sent now. Compensation: none; what has moved stays moved,
 * and the next one goes on from there.
 */
export const resumeMergeWorkflow = createWorkflow(resumeMergeWorkflowId, (input: ResumeMergeWorkflowInput) => {
  const found = findUnfinishedMergeStep(input);
  when({ found }, (data) => data.found !== null).then(() => {
    // as: the line above has looked.
    const merge = transform({ found }, (data) => data.found as MergeCustomersWorkflowInput);
    mergeCustomersWorkflow.runAsStep({ input: merge });
  });
  return new WorkflowResponse(input);
});
