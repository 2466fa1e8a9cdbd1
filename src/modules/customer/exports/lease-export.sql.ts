import { randomUUID } from "node:crypto";
import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { type CustomerExport, EXPORT_COLUMNS_SQL, LEASE_IS_LIVE, MAX_ATTEMPTS, MAX_RUNNING } from "./export-row.sql";
import { lockExports } from "./lock-exports.sql";

const DIED = `
  The process that wrote the file ended before it was done, ${MAX_ATTEMPTS} times. Ask for the export again; if it goes on, look at
  the memory and the log of the server.`
  .trim()
  .replace(/\s+/g, " ");

/** Waiting, or begun by a process that lives no more. */
const OPEN = `(state = 'pending' or (state = 'running' and not (${LEASE_IS_LIVE})))`;

/** Index: IDX_customer_export_open. */
const OPEN_IDS = `select id from customer_export where state in ('pending', 'running') and ${OPEN} order by id limit 100`;

/** Index: the primary key; IDX_customer_export_open for the number of those that run. */
const CLAIM = `
  update customer_export set
    state = 'running', run_id = ?, attempts = attempts + 1, row_count = 0, error = null,
    heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
  where id = ? and ${OPEN} and attempts < ${MAX_ATTEMPTS}
    and (select count(*) from customer_export where ${LEASE_IS_LIVE}) < ${MAX_RUNNING}
  returning ${EXPORT_COLUMNS_SQL}, run_id
`;

/** Index: the primary key. */
const GIVE_UP = `
  update customer_export set state = 'failed', error = ?, updated_at = clock_timestamp()
  where id = ? and ${OPEN} and attempts >= ${MAX_ATTEMPTS}
  returning ${EXPORT_COLUMNS_SQL}
`;

/** `given_up`: its processes died too often. `left`: somebody else writes it, it is done, or too many run. */
export type LeasedExport =
  | { outcome: "leased"; export: CustomerExport & { run_id: string } }
  | { outcome: "given_up"; export: CustomerExport }
  | { outcome: "not_available" };

/** Takes an export to be written by the caller and nobody else; a lock lets the number of those that run hold. */
export async function leaseExport(transaction: Transaction, id: string): Promise<LeasedExport> {
  await lockExports(transaction);
  const [claimed] = await queryRows<CustomerExport & { run_id: string }>(transaction, CLAIM, [randomUUID(), id]);
  if (claimed) {
    return { outcome: "leased", export: claimed };
  }
  const [givenUp] = await queryRows<CustomerExport>(transaction, GIVE_UP, [DIED, id]);
  return givenUp ? { outcome: "given_up", export: givenUp } : { outcome: "not_available" };
}

/** Exports that nobody writes and that are not done, the oldest first. */
export async function listOpenExports(connection: Knex): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(connection, OPEN_IDS, []);
  return rows.map(({ id }) => id);
}
