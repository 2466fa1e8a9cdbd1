import type { GroupCustomerPair } from "@medusajs/framework/types";
import type { Transaction } from "../transaction";

/**
 * Ends memberships for good, one statement for the whole batch. Rows of the pair that were soft-deleted earlier
 * (duplicates that were put aside) go as well: reads through the groups relation do not look at their mark. Locking in
 * id order keeps two overlapping batches from waiting for each other in a circle.
 *
 * Index: IDX_customer_group_customer_customer_id.
 */
const STATEMENT = `
  with ending as (
    select membership.id, membership.deleted_at
    from customer_group_customer membership
    where (membership.customer_id, membership.customer_group_id) in (
      select customer_id, customer_group_id
      from jsonb_to_recordset(?::jsonb) as pair (customer_id text, customer_group_id text)
    )
    order by membership.id
    for update
  ),
  ended as (
    delete from customer_group_customer using ending where customer_group_customer.id = ending.id
    returning customer_group_customer.id, customer_group_customer.deleted_at
  )
  select id from ended where deleted_at is null order by id
`;

/** @returns the ids of the live memberships that ended. */
export async function removeMemberships(
  transaction: Transaction,
  pairs: readonly GroupCustomerPair[],
): Promise<string[]> {
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(STATEMENT, [JSON.stringify(pairs)]);
  return rows.map(({ id }) => id);
}
