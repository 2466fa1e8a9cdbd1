import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";

/** A checkout that was under way has ended after so long; who is older than a day is looked at no more. */
const SETTLES_AFTER = "10 minutes";
const SETTLES_BEFORE = "1 day";

/** Index: IDX_customer_merge_unsettled. */
const UNSETTLED = `
  select id from customer_merge
  where settled_at is null
    and completed_at between now() - interval '${SETTLES_BEFORE}' and now() - interval '${SETTLES_AFTER}'
  order by completed_at limit 100
`;

/** Index: customer_merge_pkey. */
const SETTLE = "update customer_merge set settled_at = now() where id = ? and completed_at is not null";

/** Merges that ended a while ago and were not looked at again. */
export async function listMergesToRecheck(connection: Knex): Promise<string[]> {
  return (await queryRows<{ id: string }>(connection, UNSETTLED, [])).map(({ id }) => id);
}

export async function markMergeRechecked(transaction: Transaction, mergeId: string): Promise<void> {
  await queryRows(transaction, SETTLE, [mergeId]);
}
