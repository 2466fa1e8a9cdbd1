import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { reportLeft } from "../../report-left";
import { type MoveInput, moveOwned, type OwnedRows, returnOwned } from "../move-owned";

export const moveOrdersStepId = "customers-move-orders";

/**
 * Gives the merged customer's orders to the survivor, through the Order module. The email that an order was placed with
 * stays on it.
 *
 * Compensation gives them back; one that is somebody else's by now stays there and is logged. It may run twice.
 */
export const moveOrdersStep = createStep(
  moveOrdersStepId,
  async (input: MoveInput, { container }) => {
    const move = await moveOwned(ordersOf(container), input);
    return new StepResponse(move.ids.length, move);
  },
  async (move, { container }) => {
    if (move) {
      reportLeft(container, "orders", await returnOwned(ordersOf(container), move));
    }
  },
);

function ordersOf(container: MedusaContainer): OwnedRows {
  const service = container.resolve(Modules.ORDER);
  return {
    list: ({ customer_id, ids }, take) =>
      service.listOrders(
        { customer_id, ...(ids ? { id: ids } : {}) },
        {
          select: ["id"],
          order: { id: "ASC" },
          take,
        },
      ),
    give: (rows) => service.updateOrders(rows),
  };
}
