import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { findUnfinishedMergeStep } from "../steps/find-unfinished-merge";
import { type MergeCustomersWorkflowInput, mergeCustomersWorkflow } from "./merge-customers";

const resumeMergeWorkflowId = "customers-resume-merge";

export type ResumeMergeWorkflowInput = { id: string };

/**
 * Resumes an interrupted merge or claim, and moves the remaining rows. A merge that has ended, that another run has, or
 * that was undone stays as it is.
 *
 * Events and hooks: those of the merge, if they were not emitted before. Compensation: none; moved rows stay with the
 * survivor, and the next run continues.
 */
export const resumeMergeWorkflow = createWorkflow(resumeMergeWorkflowId, (input: ResumeMergeWorkflowInput) => {
  const found = findUnfinishedMergeStep(input);
  when({ found }, (data) => data.found !== null).then(() => {
    // as: the condition above excludes null.
    const merge = transform({ found }, (data) => data.found as MergeCustomersWorkflowInput);
    mergeCustomersWorkflow.runAsStep({ input: merge });
  });
  return new WorkflowResponse(input);
});
