import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceImport } from "../announce-import";
import { processImportStep } from "../steps/process-import";

const resumeImportWorkflowId = "customers-resume-import";

export type ResumeImportWorkflowInput = { id: string };

/**
 * Resumes an import that waits or was interrupted: behind the last stored row, or at the beginning of a file that was not
 * read to its end.
 *
 * An import whose processes died too often is marked as failed. An import that has ended, waits to be confirmed, or that
 * another run works on, stays as it is.
 *
 * Events and notifications: those of `customers-import` and `customers-confirm-import`. Compensation: none.
 */
export const resumeImportWorkflow = createWorkflow(resumeImportWorkflowId, (input: ResumeImportWorkflowInput) => {
  const processed = processImportStep(input).config({ async: true, backgroundExecution: true });
  announceImport(processed);
  return new WorkflowResponse(input);
});
