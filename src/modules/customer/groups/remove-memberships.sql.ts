import type { GroupCustomerPair } from "@medusajs/framework/types";
import { queryRows, type Transaction } from "../database/transaction";

/**
 * Ends memberships for good, one statement for the whole batch. Rows of the pair that were soft-deleted earlier
 * (duplicates that were put aside) go as well: reads through the groups relation do not look at their mark. Locking in
 * id order keeps two overlapping batches from waiting for each other in a circle. The customers' ids stand beside the join:
 * for 10,000 pairs the planner would read the index of all memberships in their order (141 ms instead of 42 among 400,000).
 *
 * Index: IDX_customer_group_customer_customer_id.
 */
const STATEMENT = `
  with ending as (
    select membership.id
    from unnest(?::text[], ?::text[]) as pair (customer_id, customer_group_id)
    join customer_group_customer membership using (customer_id, customer_group_id)
    where membership.customer_id = any(?::text[])
    order by membership.id
    for update of membership
  )
  delete from customer_group_customer where id = any(array(select id from ending))
  returning id, deleted_at is null as was_live
`;

/** @returns the ids of the live memberships that ended. */
export async function removeMemberships(
  transaction: Transaction,
  pairs: readonly GroupCustomerPair[],
): Promise<string[]> {
  const customerIds = pairs.map((pair) => pair.customer_id);
  const ended = await queryRows<{ id: string; was_live: boolean }>(transaction, STATEMENT, [
    customerIds,
    pairs.map((pair) => pair.customer_group_id),
    customerIds,
  ]);
  return ended.flatMap(({ id, was_live }) => (was_live ? [id] : [])).sort();
}
