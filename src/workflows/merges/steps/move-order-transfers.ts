import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { orderTransfersOf } from "../order-transfers";
import { reassignRows, undoReassignment } from "../reassign-rows";

export const moveOrderTransfersStepId = "customers-move-order-transfers-step";

/**
 * Assigns the open order transfers of the merged customer to the survivor, through the Order module.
 *
 * It runs before the orders move: a transfer that is accepted before it has given its order to the merged customer, and
 * the order moves with the others.
 *
 * Compensation assigns them back; a transfer that was accepted, declined or cancelled stays as it is, and is logged.
 * Idempotent.
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
