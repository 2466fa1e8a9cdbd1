import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceExport } from "../announce-export";
import { writeExportStep } from "../steps/write-export";

export const resumeExportWorkflowId = "customers-resume-export";

export type ResumeExportWorkflowInput = { id: string };

/**
 * Writes an export that waits, or that a process began which lives no more, from its beginning and in the background; one
 * whose processes died too often is marked as failed. Nothing happens to an export that is done, or that somebody writes.
 *
 * Events and notifications: those of `customers-export`. Compensation: none; what it ends stays ended.
 */
export const resumeExportWorkflow = createWorkflow(resumeExportWorkflowId, (input: ResumeExportWorkflowInput) => {
  const written = writeExportStep(input).config({ async: true, backgroundExecution: true });
  announceExport(written);
  return new WorkflowResponse(input);
});
