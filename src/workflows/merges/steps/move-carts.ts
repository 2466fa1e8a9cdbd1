import type { FilterableCartProps, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MoveInput } from "../merge-run";
import { type ReassignableRows, reassignRows, undoReassignment } from "../reassign-rows";

export const moveCartsStepId = "customers-move-carts-step";

/**
 * Assigns the open carts of the merged customer to the survivor, through the Cart module. A completed cart belongs to its
 * order and stays as it is.
 *
 * Compensation assigns them back; a cart that another customer has by then stays there, and is logged. Idempotent.
 */
export const moveCartsStep = createStep(
  moveCartsStepId,
  async (input: MoveInput, { container }) => {
    const { count, move } = await reassignRows(container, cartsOf(container), input);
    return new StepResponse(count, move);
  },
  async (move, { container }) => {
    await undoReassignment(container, cartsOf(container), move);
  },
);

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

/** as: the type of the filter leaves out null, which the service takes as "is not completed". */
function filter({ customer_id, ids }: { customer_id: string; ids?: string[] }) {
  return { customer_id, ...(ids ? { id: ids } : { completed_at: null }) } as FilterableCartProps;
}
