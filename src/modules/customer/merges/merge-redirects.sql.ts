import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { MERGED_CUSTOMER_RESTORED } from "./merge-run.sql";

/** A row of `customer_merge`. Times as text, to the microsecond. */
export type MergeRow = {
  id: string;
  merged_id: string;
  survivor_id: string;
  kind: MergeKind;
  created_by: string | null;
  created_at: string;
  completed_at: string | null;
  /** The run that has it, or had it last. */
  run_id: string | null;
  heartbeat_at: string | null;
  attempts: number;
  /** The groups that the survivor joined with the merge. */
  joined_group_ids: string[];
  settled_at: string | null;
};

export type MergeKind = "merge" | "claim";

/** Index: IDX_customer_merge_merged_id. A merge redirects all earlier rows to its own survivor: one step is enough. */
const INTO = "select merged_id, survivor_id from customer_merge where merged_id = any(?::text[]) order by merged_id";

/** Returns the id of the survivor for each customer that was merged. */
export async function findRedirects(connection: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryRows<Pick<MergeRow, "merged_id" | "survivor_id">>(connection, INTO, [[...ids]]);
  return new Map(rows.map(({ merged_id, survivor_id }) => [merged_id, survivor_id]));
}

/** Index: IDX_customer_merge_merged_id, customer_pkey. */
const IS_MERGED = `select 1 from customer_merge where merged_id = any(?::text[]) and not ${MERGED_CUSTOMER_RESTORED} limit 1`;

/** Whether one of the customers was merged into another one, and was not restored since. */
export async function isAnyMerged(connection: Knex, ids: readonly string[]): Promise<boolean> {
  return (await queryRows(connection, IS_MERGED, [[...ids]])).length > 0;
}

/** Index: IDX_customer_merge_survivor_id. */
const LAST_CLAIM = `
  select merged_id from customer_merge where survivor_id = ? and kind = 'claim'
  order by created_at desc, id desc limit 1
`;

/** Returns the id of the guest that a customer claimed last, or null. */
export async function findLastClaim(connection: Knex, survivorId: string): Promise<string | null> {
  const rows = await queryRows<{ merged_id: string }>(connection, LAST_CLAIM, [survivorId]);
  return rows[0]?.merged_id ?? null;
}
