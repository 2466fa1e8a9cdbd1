import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type InspectMergeInput, inspectMergeStep } from "../steps/inspect-merge";

export const previewMergeWorkflowId = "customers-preview-merge";

/** What a merge of two customers would do, in all modules, and what stands in its way. Writes nothing. */
export const previewMergeWorkflow = createWorkflow(
  previewMergeWorkflowId,
  (input: InspectMergeInput) => new WorkflowResponse(inspectMergeStep(input)),
);
