import type { GroupCustomerPair } from "@medusajs/framework/types";
import { queryRows, type Transaction } from "../transaction";

/**
 * Ends memberships for good, one statement for the whole batch. Rows of the pair that were soft-deleted earlier
 * (duplicates that were put aside) go as well: reads through the groups relation do not look at their mark. Locking in
 * id order keeps two overlapping batches from waiting for each other in a circle.
 *
 * Index: IDX_customer_group_customer_customer_id.
 */
const STATEMENT = `
  with ending as (
    select membership.id
    from unnest(?::text[], ?::text[]) as pair (customer_id, customer_group_id)
    join customer_group_customer membership using (customer_id, customer_group_id)
    order by membership.id
    for update of membership
  )
  delete from customer_group_customer using ending where customer_group_customer.id = ending.id
  returning customer_group_customer.id, customer_group_customer.deleted_at is null as was_live
`;

/** @returns the ids of the live memberships that ended. */
export async function removeMemberships(
  transaction: Transaction,
  pairs: readonly GroupCustomerPair[],
): Promise<string[]> {
  const ended = await queryRows<{ id: string; was_live: boolean }>(transaction, STATEMENT, [
    pairs.map((pair) => pair.customer_id),
    pairs.map((pair) => pair.customer_group_id),
  ]);
  return ended.flatMap(({ id, was_live }) => (was_live ? [id] : [])).sort();
}
