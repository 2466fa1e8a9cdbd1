import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceImport } from "../announce-import";
import { type ConfirmImportInput, confirmImportStep } from "../steps/confirm-import";
import { processImportStep } from "../steps/process-import";

export const confirmImportWorkflowId = "customers-confirm-import";

export type ConfirmImportWorkflowInput = ConfirmImportInput;

/**
 * Stores the customers of an import that is ready, in the background and in batches. Its invitations are held unless
 * `send_invitations` says otherwise.
 *
 * Events: `customer.import.completed` or `customer.import.failed` with the import's id; a notification in the feed; of each
 * row the events of any write. Compensation: the import is ready again, unless a process has begun to store it; what is
 * stored stays.
 */
export const confirmImportWorkflow = createWorkflow(confirmImportWorkflowId, (input: ConfirmImportWorkflowInput) => {
  const confirmed = confirmImportStep(input);
  const processed = processImportStep(confirmed).config({ async: true, backgroundExecution: true });
  announceImport(processed);
  return new WorkflowResponse(confirmed);
});
