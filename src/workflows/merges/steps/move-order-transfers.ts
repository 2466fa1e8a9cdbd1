import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { orderTransfersOf } from "../order-transfers";
import { reassignRows, undoReassignment } from "../reassign-rows";

export const moveOrderTransfersStepId = "customers-move-order-transfers-step";

/**
 * Lets the transfers of orders that the merged customer waits for give the order to the survivor, through the Order module.
 * It goes before the orders: what is accepted until then has made the order the merged customer's, and moves with theirs.
 *
 * Compensation lets them lead back; one that was accepted, declined or cancelled by now stays as it is and is logged. It
 * may run twice.
 */
export const moveOrderTransfersStep = createStep(
  moveOrderTransfersStepId,
  async (input: MoveInput, { container }) => {
    const { count, move } = await reassignRows(container, orderTransfersOf(container), input);
    return new StepResponse(count, move);
  },
  async (move, { container }) => {
    await undoReassignment(container, orderTransfersOf(container), move);
  },
);
