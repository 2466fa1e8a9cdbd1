import type { FilterableCartProps } from "@medusajs/framework/types";

/** Returns a filter for open carts of a customer. */
export function openCartsOf(customerId: string): FilterableCartProps {
  // as: the type of the filter leaves out null, which the service takes as "is not completed".
  return { customer_id: customerId, completed_at: null } as object;
}
