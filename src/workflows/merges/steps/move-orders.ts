import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { type ReassignableRows, reassignRows, undoReassignment } from "../reassign-rows";

export const moveOrdersStepId = "customers-move-orders-step";

/**
 * Assigns the orders of the merged customer to the survivor, through the Order module. An order keeps its email.
 *
 * Compensation assigns them back; an order that another customer has by then stays there, and is logged. Idempotent.
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
