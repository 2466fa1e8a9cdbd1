import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { expireImportsStep } from "../steps/expire-imports";

export const expireImportsWorkflowId = "customers-expire-imports";

/** Deletes imports whose time is over, with their files. Answers `{ expired, left }`. Compensation: none, see the step. */
export const expireImportsWorkflow = createWorkflow(expireImportsWorkflowId, () => {
  return new WorkflowResponse(expireImportsStep());
});
