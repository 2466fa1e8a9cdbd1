import type { MedusaContainer, UpdateOrderChangeActionDTO } from "@medusajs/framework/types";
import { ChangeActionType, Modules, OrderChangeStatus } from "@medusajs/framework/utils";
import type { OwnedRows } from "./move-owned";

/**
 * The requests of a customer for other people's orders that nobody has answered yet, through the Order module: Medusa keeps
 * the customer's id in the action of the request, and gives the order to that id when it is accepted. Indexes:
 * IDX_order_change_status, IDX_order_change_action_order_change_id.
 */
export function orderTransfersOf(container: MedusaContainer): OwnedRows {
  const service = container.resolve(Modules.ORDER);
  return {
    name: "order transfers",
    list: (filter, take) =>
      service.listOrderChangeActions(openTransfers(filter), { select: ["id"], order: { id: "ASC" }, take }),
    give: (rows) =>
      // as: the type of an update leaves out the column, which the service writes.
      service.updateOrderChangeActions(
        rows.map(({ id, customer_id }): UpdateOrderChangeActionDTO => ({ id, ...{ reference_id: customer_id } })),
      ),
  };
}

function openTransfers({ customer_id, ids }: { customer_id: string; ids?: string[] }) {
  return {
    ...(ids ? { id: ids } : {}),
    ...{ action: ChangeActionType.TRANSFER_CUSTOMER, reference: "customer", reference_id: customer_id },
    order_change: { status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED] },
  };
}
