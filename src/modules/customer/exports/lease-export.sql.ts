import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { type LeaseRules, leaseRow } from "../database/lease.sql";
import { queryRows, type Transaction } from "../database/transaction";
import { EXPORT_LEASE } from "./export-lease";
import { type CustomerExport, EXPORT_COLUMNS_SQL, type ExportRun } from "./export-row.sql";

const MAX_ATTEMPTS = 3;

const RULES: LeaseRules = {
  columns: EXPORT_COLUMNS_SQL,
  onLease: "state = 'running', row_count = 0, error = null, updated_at = clock_timestamp()",
  maxAttempts: MAX_ATTEMPTS,
  // Each export that runs holds a connection of the pool while it reads.
  maxRunning: 2,
  onGiveUp: "state = 'failed', error = ?, updated_at = clock_timestamp()",
  whyGivenUp:
    `The file was begun ${MAX_ATTEMPTS} times and never completed: the process ended, or the database or the file storage did not ` +
    "answer. See the server's log, and its memory; request the export again when the cause is fixed.",
};

/** Index: IDX_customer_export_open. */
const OPEN_IDS = `select id from customer_export where ${EXPORT_LEASE.LEASE_EXPIRED} order by id limit 100`;

/** `given_up`: its processes died too often. `not_available`: another run writes it, it is done, or too many run. */
export type LeasedExport =
  | { outcome: "leased"; export: CustomerExport & ExportRun }
  | { outcome: "given_up"; export: CustomerExport }
  | { outcome: "not_available" };

/** Leases an export to a new run, which writes its file from the beginning. */
export async function leaseExport(transaction: Transaction, id: string): Promise<LeasedExport> {
  const leased = await leaseRow<CustomerExport>(transaction, EXPORT_LEASE, { id, rules: RULES });
  if (leased.outcome === "leased") {
    return { outcome: "leased", export: leased.row };
  }
  return leased.outcome === "given_up" ? { outcome: "given_up", export: leased.row } : leased;
}

/** Returns the ids of exports with work to do and no live lease, the oldest first. */
export async function listOpenExports(connection: Knex): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(connection, OPEN_IDS, []);
  return rows.map(({ id }) => id);
}
