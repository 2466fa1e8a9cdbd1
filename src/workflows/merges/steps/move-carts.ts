import type { FilterableCartProps, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { openCartsOf } from "../../../medusa/cart-filters";
import { createMoveStep } from "../create-move-step";
import type { ReassignableRows } from "../reassign-rows";

/**
 * Assigns the open carts of the merged customer to the survivor, through the Cart module. A completed cart belongs to its
 * order and stays as it is.
 *
 * Compensation assigns them back; a cart that another customer has by then stays there, and is logged. Idempotent.
 */
export const moveCartsStep = createMoveStep("customers-move-carts-step", cartsOf);

function cartsOf(container: MedusaContainer): ReassignableRows {
  const service = container.resolve(Modules.CART);
  return {
    name: "carts",
    list: ({ customer_id, ids }, take) =>
      service.listCarts(filter({ customer_id, ids }), {
        select: ["id"],
        order: { id: "ASC" },
        take,
      }),
    assign: (rows) => service.updateCarts(rows),
  };
}

function filter({ customer_id, ids }: { customer_id: string; ids?: string[] }): FilterableCartProps {
  return ids ? { customer_id, id: ids } : openCartsOf(customer_id);
}
