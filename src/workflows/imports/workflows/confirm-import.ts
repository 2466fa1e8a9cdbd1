import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceImport } from "../announce-import";
import { type ConfirmImportInput, confirmImportStep } from "../steps/confirm-import";
import { processImportStep } from "../steps/process-import";

export const confirmImportWorkflowId = "customers-confirm-import";

export type ConfirmImportWorkflowInput = ConfirmImportInput;

/**
 * Stores the customers of an import that is ready, in the background and in batches. Its invitations are held unless
 * `send_invitations` is true.
 *
 * Events: `customer.import.completed` or `customer.import.failed` with the id of the import; a notification in the feed;
 * for each row the events of any write. Compensation: the import is ready again, unless a run has begun to store it;
 * stored rows stay.
 */
export const confirmImportWorkflow = createWorkflow(confirmImportWorkflowId, (input: ConfirmImportWorkflowInput) => {
  const confirmed = confirmImportStep(input);
  const processed = processImportStep(confirmed).config({ async: true, backgroundExecution: true });
  announceImport(processed);
  return new WorkflowResponse(confirmed);
});
