import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { announceImport } from "../announce-import";
import type { ProcessedImport } from "../steps/process-import";

const announceImportWorkflowId = "customers-announce-import";

export type AnnounceImportWorkflowInput = NonNullable<ProcessedImport>;

/**
 * Announces an import whose rows were stored outside of a workflow: by the command.
 *
 * Events and notifications: those of `customers-import` and `customers-confirm-import`. Compensation: none.
 */
export const announceImportWorkflow = createWorkflow(announceImportWorkflowId, (input: AnnounceImportWorkflowInput) => {
  announceImport(transform({ input }, (data): ProcessedImport => data.input));
  return new WorkflowResponse(input);
});
