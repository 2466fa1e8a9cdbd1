import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { expireExportsStep } from "../steps/expire-exports";

const expireExportsWorkflowId = "customers-expire-exports";

/** Deletes the files of exports that have expired. Returns `{ expired, left }`. Compensation: none, see the step. */
export const expireExportsWorkflow = createWorkflow(expireExportsWorkflowId, () => {
  return new WorkflowResponse(expireExportsStep());
});
