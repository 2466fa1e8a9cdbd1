import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceExport } from "../announce-export";
import { type CreateExportInput, createExportStep } from "../steps/create-export";
import { writeExportStep } from "../steps/write-export";

export const exportCustomersWorkflowId = "customers-export";

export type ExportCustomersWorkflowInput = CreateExportInput;

/**
 * Exports customers to a file in the background: the run answers the export as soon as it is noted, and
 * `exports.retrieve` says how far it is.
 *
 * Events: `customer.export.completed` or `customer.export.failed`, with the export's id; a notification in the feed.
 * Compensation: export and file are gone, as if nothing had been asked for. An export that fails is no failure of the
 * workflow: it stays, with the reason.
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
