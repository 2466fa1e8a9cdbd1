import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceExport } from "../announce-export";
import { writeExportStep } from "../steps/write-export";

const resumeExportWorkflowId = "customers-resume-export";

export type ResumeExportWorkflowInput = { id: string };

/**
 * Writes an export that waits or was interrupted, from its beginning and in the background.
 *
 * An export whose processes died too often is marked as failed. An export that is done, or that another run writes, stays
 * as it is.
 *
 * Events and notifications: those of `customers-export`. Compensation: none.
 */
export const resumeExportWorkflow = createWorkflow(resumeExportWorkflowId, (input: ResumeExportWorkflowInput) => {
  const written = writeExportStep(input).config({ async: true, backgroundExecution: true });
  announceExport(written);
  return new WorkflowResponse(input);
});
