import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceExport } from "../announce-export";
import { type CreateExportInput, createExportStep } from "../steps/create-export";
import { writeExportStep } from "../steps/write-export";

export const exportCustomersWorkflowId = "customers-export";

export type ExportCustomersWorkflowInput = CreateExportInput;

/**
 * Exports customers to a file in the background.
 *
 * The run returns the export as soon as it is stored; `exports.retrieve` returns its progress.
 *
 * Events: `customer.export.completed` or `customer.export.failed`, with the id of the export; a notification in the feed.
 * Compensation: export and file are deleted. A failed export is no failure of the workflow: the export stays, with the
 * reason.
 */
export const exportCustomersWorkflow = createWorkflow(
  exportCustomersWorkflowId,
  (input: ExportCustomersWorkflowInput) => {
    const created = createExportStep(input);
    const written = writeExportStep(created).config({ async: true, backgroundExecution: true });
    announceExport(written);
    return new WorkflowResponse(created);
  },
);
