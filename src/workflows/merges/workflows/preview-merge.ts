import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type InspectMergeInput, inspectMergeStep } from "../steps/inspect-merge";

export const previewMergeWorkflowId = "customers-preview-merge";

/** Returns what a merge of two customers would do, in all modules, and its blockers. Writes nothing. */
export const previewMergeWorkflow = createWorkflow(
  previewMergeWorkflowId,
  (input: InspectMergeInput) => new WorkflowResponse(inspectMergeStep(input)),
);
