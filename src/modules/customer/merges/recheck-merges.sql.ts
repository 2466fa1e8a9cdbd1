import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";

/** A merge is rechecked when checkouts of its time have ended, and within a day. */
const RECHECK_AFTER = "10 minutes";
const RECHECK_WITHIN = "1 day";

/** Index: IDX_customer_merge_unsettled. */
const NOT_RECHECKED = `
  select id from customer_merge
  where settled_at is null
    and completed_at between now() - interval '${RECHECK_WITHIN}' and now() - interval '${RECHECK_AFTER}'
  order by completed_at limit 100
`;

/** Index: customer_merge_pkey. */
const MARK = "update customer_merge set settled_at = now() where id = ? and completed_at is not null";

/** Returns the ids of merges that ended a while ago and were not rechecked. */
export async function listMergesToRecheck(connection: Knex): Promise<string[]> {
  return (await queryRows<{ id: string }>(connection, NOT_RECHECKED, [])).map(({ id }) => id);
}

/** Marks a merge as rechecked. */
export async function markMergeRechecked(transaction: Transaction, mergeId: string): Promise<void> {
  await queryRows(transaction, MARK, [mergeId]);
}
