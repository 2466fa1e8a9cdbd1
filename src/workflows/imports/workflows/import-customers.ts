import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceImport } from "../announce-import";
import { type CreateImportInput, createImportStep } from "../steps/create-import";
import { processImportStep } from "../steps/process-import";

export const importCustomersWorkflowId = "customers-import";

export type ImportCustomersWorkflowInput = CreateImportInput;

/**
 * Imports customers from a file of the File module, in the background.
 *
 * The run returns the import as soon as it is stored. The file is read and checked, and the import waits to be confirmed
 * (`customers-confirm-import`). A dry run ends there, and nothing is stored.
 *
 * Events: `customer.import.completed` for a dry run, `customer.import.failed` for a file that cannot be read, with the id
 * of the import; a notification in the feed. Compensation: import and file are deleted. A failed import is no failure of
 * the workflow: it stays, with the reason.
 */
export const importCustomersWorkflow = createWorkflow(
  importCustomersWorkflowId,
  (input: ImportCustomersWorkflowInput) => {
    const created = createImportStep(input);
    const processed = processImportStep(created).config({ async: true, backgroundExecution: true });
    announceImport(processed);
    return new WorkflowResponse(created);
  },
);
