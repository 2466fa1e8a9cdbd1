import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { findCompletedMergeStep } from "../steps/find-completed-merge";
import { moveCartsStep } from "../steps/move-carts";
import { moveOrderTransfersStep } from "../steps/move-order-transfers";
import { moveOrdersStep } from "../steps/move-orders";
import { recheckMergeStep } from "../steps/recheck-merge";

const recheckMergeWorkflowId = "customers-recheck-merge";

export type RecheckMergeWorkflowInput = { id: string };

/**
 * Rechecks a merge that has ended, and moves late rows to the survivor.
 *
 * A checkout that was running meanwhile may have stored its cart or order with the id of the merged customer; so may a
 * request of an order transfer.
 *
 * Compensation: none; only rows of the survivor move.
 */
export const recheckMergeWorkflow = createWorkflow(recheckMergeWorkflowId, (input: RecheckMergeWorkflowInput) => {
  const found = findCompletedMergeStep(input);
  when({ found }, (data) => data.found !== null).then(() => {
    // as: the condition above excludes null.
    const merge = transform({ found }, (data) => data.found as MoveInput);
    moveCartsStep(merge);
    moveOrderTransfersStep(merge);
    moveOrdersStep(merge);
  });
  recheckMergeStep(input);
  return new WorkflowResponse(input);
});
