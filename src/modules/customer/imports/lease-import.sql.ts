import { type LeaseRules, leaseRow } from "../database/lease.sql";
import type { Transaction } from "../database/transaction";
import { deleteStagedRows } from "./delete-staged-rows.sql";
import { IMPORT_LEASE } from "./import-lease";
import { type CustomerImport, IMPORT_COLUMNS_SQL, type RunningImport } from "./import-row.sql";

/** Attempts without a stored row in between: a stored row resets the number. */
const MAX_ATTEMPTS = 10;

const WHY_GIVEN_UP =
  `The process that worked on the import ended before it was done, ${MAX_ATTEMPTS} times in a row. What was stored until ` +
  "then stays. Look at the memory and the log of the server, then import the file again: rows that are stored already " +
  "stay as they are.";

/** A file that was not read to its end is read again; storing continues behind the last stored line. */
const RULES: LeaseRules = {
  columns: IMPORT_COLUMNS_SQL,
  onLease: `
    started_at = case when state = 'importing' then started_at else clock_timestamp() end,
    state = case when state = 'uploaded' then 'validating' else state end,
    error = null, retry_at = null, updated_at = clock_timestamp()`,
  maxAttempts: MAX_ATTEMPTS,
  // Each import holds two connections of the pool while it works.
  maxRunning: 2,
  // The reason of the last attempt stays, if it stored one.
  onGiveUp: `
    state = 'failed', error = coalesce(error, ?), run_id = null, completed_at = clock_timestamp(),
    updated_at = clock_timestamp()`,
  whyGivenUp: WHY_GIVEN_UP,
};

/**
 * `given_up`: its processes died, or its file could not be read, too often. `not_available`: another run works on it, it is
 * done, or too many run.
 */
export type LeasedImport =
  | { outcome: "leased"; import: RunningImport }
  | { outcome: "given_up"; import: CustomerImport }
  | { outcome: "not_available" };

/** Leases an import to a new run. */
export async function leaseImport(transaction: Transaction, id: string): Promise<LeasedImport> {
  const leased = await leaseRow<CustomerImport>(transaction, IMPORT_LEASE, { id, rules: RULES });
  if (leased.outcome === "leased") {
    return { outcome: "leased", import: leased.row };
  }
  if (leased.outcome === "not_available") {
    return leased;
  }
  await deleteStagedRows(transaction, [id]);
  return { outcome: "given_up", import: leased.row };
}
