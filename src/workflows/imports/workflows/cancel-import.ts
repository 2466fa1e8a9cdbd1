import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { cancelImportStep } from "../steps/cancel-import";

export const cancelImportWorkflowId = "customers-cancel-import";

export type CancelImportWorkflowInput = { id: string };

/**
 * Ends an import at once; batches that are stored stay whole, and the import's counts say how much that is.
 *
 * Events: none. Compensation: none; the rows of the file are gone.
 */
export const cancelImportWorkflow = createWorkflow(cancelImportWorkflowId, (input: CancelImportWorkflowInput) => {
  return new WorkflowResponse(cancelImportStep(input));
});
