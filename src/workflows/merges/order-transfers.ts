import type {
  FilterableOrderChangeActionProps,
  MedusaContainer,
  UpdateOrderChangeActionDTO,
} from "@medusajs/framework/types";
import { ChangeActionType, Modules, OrderChangeStatus } from "@medusajs/framework/utils";
import type { ReassignableRows } from "./reassign-rows";

const OPEN = [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED];

/**
 * Returns access to the transfers of orders that a customer has requested and that are still open.
 *
 * Medusa stores such a transfer as an action of an order change. Its `reference_id` is the customer who gets the order
 * when the transfer is accepted.
 */
export function orderTransfersOf(container: MedusaContainer): ReassignableRows {
  const service = container.resolve(Modules.ORDER);
  return {
    name: "order transfers",
    list: ({ customer_id, ids }, take) =>
      service.listOrderChangeActions(openTransfersOf(customer_id, ids), { select: ["id"], order: { id: "ASC" }, take }),
    assign: (rows) =>
      service.updateOrderChangeActions(
        // as: the type names the note alone; the service writes any column of the row, as its other updates do.
        rows.map(({ id, customer_id }) => ({ id, reference_id: customer_id })) as UpdateOrderChangeActionDTO[],
      ),
  };
}

/** Counts the open transfers of orders that a customer has requested. */
export async function countOrderTransfers(container: MedusaContainer, customerId: string): Promise<number> {
  const service = container.resolve(Modules.ORDER);
  // Listed, because Medusa's contract has no count of them: they are few, because each waits for the answer to a mail.
  return (await service.listOrderChangeActions(openTransfersOf(customerId), { select: ["id"] })).length;
}

/**
 * Filters by the state of the change too: the table has no index of `reference_id`, the changes have one of `status`, and
 * few of them are open (of 200,000 changes with 200 open ones: 0.7 ms).
 */
function openTransfersOf(customerId: string, ids?: string[]): FilterableOrderChangeActionProps {
  // as: the type names few columns, and not the change; the service filters by any.
  return {
    ...(ids ? { id: ids } : {}),
    ...{ action: ChangeActionType.TRANSFER_CUSTOMER, reference_id: customerId },
    order_change: { status: OPEN },
  } as FilterableOrderChangeActionProps;
}
