import { randomUUID } from "node:crypto";
import { queryRows, type Transaction } from "../database/transaction";
import { LEASE_EXPIRED } from "./merge-run.sql";

/** Index: customer_merge_pkey. */
const TAKE_OVER = `
  update customer_merge set run_id = ?, heartbeat_at = now(), attempts = attempts + 1
  where id = ? and ${LEASE_EXPIRED} returning run_id
`;

/** @returns the id of the new run, or null when somebody else was faster. */
export async function takeOverMerge(transaction: Transaction, mergeId: string): Promise<string | null> {
  const [row] = await queryRows<{ run_id: string }>(transaction, TAKE_OVER, [randomUUID(), mergeId]);
  return row?.run_id ?? null;
}
