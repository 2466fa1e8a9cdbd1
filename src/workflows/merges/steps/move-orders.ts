import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { type ReassignableRows, reassignRows, undoReassignment } from "../reassign-rows";

export const moveOrdersStepId = "customers-move-orders-step";

/**
 * Gives the merged customer's orders to the survivor, through the Order module. The email that an order was placed with
 * stays on it.
 *
 * Compensation gives them back; one that is somebody else's by now stays there and is logged. It may run twice.
 */
export const moveOrdersStep = createStep(
  moveOrdersStepId,
  async (input: MoveInput, { container }) => {
    const { count, move } = await reassignRows(container, ordersOf(container), input);
    return new StepResponse(count, move);
  },
  async (move, { container }) => {
    await undoReassignment(container, ordersOf(container), move);
  },
);

function ordersOf(container: MedusaContainer): ReassignableRows {
  const service = container.resolve(Modules.ORDER);
  return {
    name: "orders",
    list: ({ customer_id, ids }, take) =>
      service.listOrders(
        { customer_id, ...(ids ? { id: ids } : {}) },
        {
          select: ["id"],
          order: { id: "ASC" },
          take,
        },
      ),
    assign: (rows) => service.updateOrders(rows),
  };
}
