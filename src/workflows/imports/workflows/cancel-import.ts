import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { cancelImportStep } from "../steps/cancel-import";

export const cancelImportWorkflowId = "customers-cancel-import";

export type CancelImportWorkflowInput = { id: string };

/**
 * Cancels an import at once; stored batches stay, and the counts of the import say how many rows that are.
 *
 * Events: none. Compensation: none; the rows of the file are deleted.
 */
export const cancelImportWorkflow = createWorkflow(cancelImportWorkflowId, (input: CancelImportWorkflowInput) => {
  return new WorkflowResponse(cancelImportStep(input));
});
