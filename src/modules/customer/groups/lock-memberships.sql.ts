import type { GroupCustomerPair } from "@medusajs/framework/types";
import { queryRows, type Transaction } from "../database/transaction";

const STATEMENT = `
  select to_jsonb(membership) as row
  from unnest(?::text[], ?::text[]) as pair (customer_id, customer_group_id)
  join customer_group_customer membership using (customer_id, customer_group_id)
  where membership.customer_id = any(?::text[])
  order by membership.id
  for update of membership
`;

/** Locks and returns the rows of these pairs, deleted ones included. Index: IDX_customer_group_customer_customer_id. */
export async function lockMemberships(
  transaction: Transaction,
  pairs: readonly GroupCustomerPair[],
): Promise<Record<string, unknown>[]> {
  const customerIds = pairs.map((pair) => pair.customer_id);
  const rows = await queryRows<{ row: Record<string, unknown> }>(transaction, STATEMENT, [
    customerIds,
    pairs.map((pair) => pair.customer_group_id),
    customerIds,
  ]);
  // A pair that is given twice finds its rows twice.
  return [...new Map(rows.map(({ row }) => [row.id, row])).values()];
}
