import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { expireImportsStep } from "../steps/expire-imports";

export const expireImportsWorkflowId = "customers-expire-imports";

/**
 * Deletes imports whose time is over, with their files, and files that were uploaded and that no import has taken. Answers
 * `{ expired, uploads, left }`: imports, uploads, and files that could not be deleted. Compensation: none, see the step.
 */
export const expireImportsWorkflow = createWorkflow(expireImportsWorkflowId, () => {
  return new WorkflowResponse(expireImportsStep());
});
