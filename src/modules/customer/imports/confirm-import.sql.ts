import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";
import { deleteStagedRows } from "./delete-staged-rows.sql";
import { findImport } from "./find-import.sql";
import { type CustomerImport, IMPORT_COLUMNS_SQL } from "./import-row.sql";

/** Index of all statements here: the primary key. One whose time is over may be losing its file at this moment. */
const CONFIRM = `
  update customer_import set
    state = 'importing', send_invitations = ?, started_at = clock_timestamp(), attempts = 0, updated_at = clock_timestamp()
  where id = ? and state = 'ready' and expires_at > clock_timestamp() returning ${IMPORT_COLUMNS_SQL}
`;

/** As long as no process has leased it. */
const TAKE_BACK = `
  update customer_import set state = 'ready', send_invitations = false, started_at = null, updated_at = clock_timestamp()
  where id = any(?::text[]) and state = 'importing' and run_id is null and applied_line = 0 returning id
`;

const CANCEL = `
  update customer_import set
    state = 'cancelled', run_id = null, heartbeat_at = null, completed_at = clock_timestamp(),
    updated_at = clock_timestamp(), expires_at = clock_timestamp() + ? * interval '1 hour'
  where id = ? and state in ('uploaded', 'validating', 'ready', 'importing')
  returning ${IMPORT_COLUMNS_SQL}
`;

/** @throws MedusaError (not_allowed) when it is not ready, (not_found) */
export async function confirmImport(
  transaction: Transaction,
  id: string,
  { sendInvitations }: { sendInvitations: boolean },
): Promise<CustomerImport> {
  const [confirmed] = await queryRows<CustomerImport>(transaction, CONFIRM, [sendInvitations, id]);
  return confirmed ?? (await reject(transaction, id, "confirmed; that is for imports that are ready"));
}

/** Undoes confirmations of imports that no process has leased yet. @returns the ids of those that are ready again. */
export async function undoConfirmation(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(transaction, TAKE_BACK, [[...ids]]);
  return rows.map(({ id }) => id);
}

/**
 * Ends an import at once. Batches that are stored stay whole, and the counts tell how many rows that are; the one under
 * way finds its progress mark refused and is undone.
 *
 * @throws MedusaError (not_allowed) when it has ended already, (not_found)
 */
export async function cancelImport(transaction: Transaction, id: string, ttlHours: number): Promise<CustomerImport> {
  const [cancelled] = await queryRows<CustomerImport>(transaction, CANCEL, [ttlHours, id]);
  if (!cancelled) {
    return await reject(transaction, id, "cancelled: it has ended");
  }
  await deleteStagedRows(transaction, [id]);
  return cancelled;
}

async function reject(transaction: Transaction, id: string, what: string): Promise<never> {
  const found = await findImport(transaction, id);
  if (!found) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Import with id "${id}" not found`);
  }
  if (found.state === "ready") {
    const message = "The time of the import is over (option import_ttl_hours). Import the file again.";
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, message);
  }
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `The import is ${found.state} and cannot be ${what}.`);
}
