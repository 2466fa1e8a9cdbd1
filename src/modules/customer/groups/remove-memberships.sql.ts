import type { GroupCustomerPair } from "@medusajs/framework/types";
import { queryRows, type Transaction } from "../database/transaction";

/**
 * Deletes memberships for good, in one statement for the whole batch.
 *
 * Earlier soft-deleted rows of a pair (duplicates that the repair soft-deleted) are deleted too: reads through the groups
 * relation ignore `deleted_at`. Rows are locked in id order, so that two overlapping batches do not deadlock. The
 * customers' ids are also given as an array beside the join: with the join alone PostgreSQL reads the index of all
 * memberships for 10,000 pairs.
 *
 * Index: IDX_customer_group_customer_customer_id.
 */
const STATEMENT = `
  with to_delete as (
    select membership.id
    from unnest(?::text[], ?::text[]) as pair (customer_id, customer_group_id)
    join customer_group_customer membership using (customer_id, customer_group_id)
    where membership.customer_id = any(?::text[])
    order by membership.id
    for update of membership
  )
  delete from customer_group_customer where id = any(array(select id from to_delete))
  returning id, deleted_at is null as was_live
`;

/** Deletes memberships. @returns the ids of the live ones. */
export async function removeMemberships(
  transaction: Transaction,
  pairs: readonly GroupCustomerPair[],
): Promise<string[]> {
  const customerIds = pairs.map((pair) => pair.customer_id);
  const deleted = await queryRows<{ id: string; was_live: boolean }>(transaction, STATEMENT, [
    customerIds,
    pairs.map((pair) => pair.customer_group_id),
    customerIds,
  ]);
  return deleted.flatMap(({ id, was_live }) => (was_live ? [id] : [])).sort();
}
