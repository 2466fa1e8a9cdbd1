import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { moveOwned, returnMoved } from "../move-owned";
import { orderTransfersOf } from "../order-transfers";

export const moveOrderTransfersStepId = "customers-move-order-transfers";

/**
 * Lets the merged customer's open requests for other people's orders ask for the survivor: whoever accepts one gives the
 * order to the survivor, who may cancel it as well.
 *
 * Compensation gives them back; one that was answered meanwhile stays as it is and is logged. It may run twice.
 */
export const moveOrderTransfersStep = createStep(
  moveOrderTransfersStepId,
  async (input: MoveInput, { container }) => {
    const { count, move } = await moveOwned(container, orderTransfersOf(container), input);
    return new StepResponse(count, move);
  },
  async (move, { container }) => {
    await returnMoved(container, orderTransfersOf(container), move);
  },
);
