import type { FilterableOrderChangeActionProps, UpdateOrderChangeActionDTO } from "@medusajs/framework/types";

/** Returns a filter for actions of order changes, by any column and by the change. The module's type names few of them. */
export function orderChangeActionFilter(filter: Record<string, unknown>): FilterableOrderChangeActionProps {
  // as: the service filters by any column.
  return filter as FilterableOrderChangeActionProps;
}

/** Returns updates of actions of order changes, with any column. The module's type names the note alone. */
export function orderChangeActionUpdates(
  updates: { id: string; reference_id: string }[],
): UpdateOrderChangeActionDTO[] {
  // as: the service writes any column of the row, as its other updates do.
  return updates as UpdateOrderChangeActionDTO[];
}
