import { HEARTBEAT, updateLeased } from "../database/lease.sql";
import type { Transaction } from "../database/transaction";
import { EXPORT_LEASE } from "./export-lease";
import { type CustomerExport, EXPORT_COLUMNS_SQL, type ExportRun } from "./export-row.sql";

const CHANGED = "updated_at = clock_timestamp()";

/** Extends the lease and stores the progress. @returns false when the run has lost the lease. */
export async function heartbeatExport(transaction: Transaction, run: ExportRun, rowCount: number): Promise<boolean> {
  const update = { set: `row_count = ?, ${HEARTBEAT}, ${CHANGED}`, bindings: [rowCount] };
  return (await updateLeased(transaction, EXPORT_LEASE, run, update)) !== undefined;
}

/**
 * Stores the id of the file before its first byte. A run that takes over deletes the file of the run that died.
 *
 * @returns false when the run has lost the lease.
 */
export async function noteExportFile(transaction: Transaction, run: ExportRun, fileId: string): Promise<boolean> {
  const update = { set: `file_id = ?, ${CHANGED}`, bindings: [fileId] };
  return (await updateLeased(transaction, EXPORT_LEASE, run, update)) !== undefined;
}

/** Marks an export as completed. @returns undefined when the run has lost the lease. */
export async function completeExport(
  transaction: Transaction,
  run: ExportRun,
  { rowCount, fileId, ttlHours }: { rowCount: number; fileId: string; ttlHours: number },
): Promise<CustomerExport | undefined> {
  return await updateLeased<keyof ExportRun, CustomerExport>(transaction, EXPORT_LEASE, run, {
    set: `
      state = 'completed', row_count = ?, file_id = ?, completed_at = clock_timestamp(),
      expires_at = clock_timestamp() + ? * interval '1 hour', ${CHANGED}`,
    bindings: [rowCount, fileId, ttlHours],
    returning: EXPORT_COLUMNS_SQL,
  });
}

/** Marks an export as failed. @returns undefined when the run has lost the lease. */
export async function failExport(
  transaction: Transaction,
  run: ExportRun,
  error: string,
): Promise<CustomerExport | undefined> {
  return await updateLeased<keyof ExportRun, CustomerExport>(transaction, EXPORT_LEASE, run, {
    set: `state = 'failed', error = ?, file_id = null, ${CHANGED}`,
    bindings: [error],
    returning: EXPORT_COLUMNS_SQL,
  });
}
