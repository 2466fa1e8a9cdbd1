import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceImport } from "../announce-import";
import { processImportStep } from "../steps/process-import";

export const resumeImportWorkflowId = "customers-resume-import";

export type ResumeImportWorkflowInput = { id: string };

/**
 * Goes on with an import that waits, or that a process worked on which lives no more: behind the last row that is stored,
 * or from the beginning of a file that was not read to its end. One whose processes died too often is marked as failed.
 * Nothing happens to an import that has ended, waits to be confirmed, or that somebody works on.
 *
 * Events and notifications: those of `customers-import` and `customers-confirm-import`. Compensation: none.
 */
export const resumeImportWorkflow = createWorkflow(resumeImportWorkflowId, (input: ResumeImportWorkflowInput) => {
  const processed = processImportStep(input).config({ async: true, backgroundExecution: true });
  announceImport(processed);
  return new WorkflowResponse(input);
});
