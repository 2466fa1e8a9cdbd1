import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { findCompletedMergeStep } from "../steps/find-completed-merge";
import { moveCartsStep } from "../steps/move-carts";
import { moveOrderTransfersStep } from "../steps/move-order-transfers";
import { moveOrdersStep } from "../steps/move-orders";
import { recheckMergeStep } from "../steps/recheck-merge";

export const recheckMergeWorkflowId = "customers-recheck-merge";

export type RecheckMergeWorkflowInput = { id: string };

/**
 * Looks at a merge that has ended again: a checkout that was under way at that very moment may have stored its order, or
 * its cart, with the merged customer's id, and so may a request of an order's transfer. What is found moves to the survivor.
 *
 * Compensation: none; it moves to the survivor only what is the survivor's.
 */
export const recheckMergeWorkflow = createWorkflow(recheckMergeWorkflowId, (input: RecheckMergeWorkflowInput) => {
  const found = findCompletedMergeStep(input);
  when({ found }, (data) => data.found !== null).then(() => {
    // as: the line above has looked.
    const merge = transform({ found }, (data) => data.found as MoveInput);
    moveCartsStep(merge);
    moveOrderTransfersStep(merge);
    moveOrdersStep(merge);
  });
  recheckMergeStep(input);
  return new WorkflowResponse(input);
});
