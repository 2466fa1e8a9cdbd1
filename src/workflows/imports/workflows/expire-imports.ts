import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { expireImportsStep } from "../steps/expire-imports";

const expireImportsWorkflowId = "customers-expire-imports";

/**
 * Deletes expired imports with their files, and uploads that no import has used. Returns `{ expired, uploads, left }`:
 * imports, uploads, and files that could not be deleted. Compensation: none, see the step.
 */
export const expireImportsWorkflow = createWorkflow(expireImportsWorkflowId, () => {
  return new WorkflowResponse(expireImportsStep());
});
