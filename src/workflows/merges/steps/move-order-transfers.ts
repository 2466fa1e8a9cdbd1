import { createMoveStep } from "../create-move-step";
import { orderTransfersOf } from "../order-transfers";

/**
 * Assigns the open order transfers of the merged customer to the survivor, through the Order module.
 *
 * It runs before the orders move: a transfer that is accepted before it has given its order to the merged customer, and
 * the order moves with the others.
 *
 * Compensation assigns them back; a transfer that was accepted, declined or cancelled stays as it is, and is logged.
 * Idempotent.
 */
export const moveOrderTransfersStep = createMoveStep("customers-move-order-transfers-step", orderTransfersOf);
