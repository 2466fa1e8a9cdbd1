import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createMoveStep } from "../create-move-step";
import type { ReassignableRows } from "../reassign-rows";

/**
 * Assigns the orders of the merged customer to the survivor, through the Order module. An order keeps its email.
 *
 * Compensation assigns them back; an order that another customer has by then stays there, and is logged. Idempotent.
 */
export const moveOrdersStep = createMoveStep("customers-move-orders-step", ordersOf);

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
