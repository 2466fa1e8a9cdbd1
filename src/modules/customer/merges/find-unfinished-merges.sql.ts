import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { MERGE_LEASE } from "./merge-lease";
import { MERGED_CUSTOMER_RESTORED, type OpenMerge } from "./merge-run.sql";

/** A merge that fails again is retried less and less often, at least once an hour. Index: IDX_customer_merge_open. */
const UNFINISHED = `
  select id from customer_merge
  where ${MERGE_LEASE.LEASE_EXPIRED} and not ${MERGED_CUSTOMER_RESTORED}
    and (
      attempts = 0
      or coalesce(heartbeat_at, created_at) < now() - least(power(2, least(attempts, 10)), 60) * interval '1 minute'
    )
  order by id limit 100
`;

/** Index: IDX_customer_merge_survivor_id. */
const UNFINISHED_CLAIM = `
  select id from customer_merge
  where survivor_id = ? and kind = 'claim' and completed_at is null and not ${MERGED_CUSTOMER_RESTORED} order by id limit 1
`;

/** Index: customer_merge_pkey. */
const OPEN = `
  select id, merged_id, survivor_id, kind, created_by from customer_merge where id = ? and not ${MERGED_CUSTOMER_RESTORED}
`;

/** Returns the ids of merges that are due to be taken over, the oldest first. */
export async function listUnfinishedMerges(connection: Knex): Promise<string[]> {
  return (await queryRows<{ id: string }>(connection, UNFINISHED, [])).map(({ id }) => id);
}

/** Returns the id of a claim of the customer that has not ended, or null. */
export async function findUnfinishedClaim(connection: Knex, survivorId: string): Promise<string | null> {
  return (await queryRows<{ id: string }>(connection, UNFINISHED_CLAIM, [survivorId])).at(0)?.id ?? null;
}

/** Returns a merge; null for one that was undone, or whose merged customer was restored. */
export async function findOpenMerge(connection: Knex, mergeId: string): Promise<OpenMerge | null> {
  return (await queryRows<OpenMerge>(connection, OPEN, [mergeId])).at(0) ?? null;
}
