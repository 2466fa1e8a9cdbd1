import { queryRows, type Transaction } from "../database/transaction";
import { type CustomerExport, EXPORT_COLUMNS_SQL, type ExportRun } from "./export-row.sql";

/** Condition: the run that took it up has it still. */
const LEASED_BY_RUN = "id = ? and run_id = ? and state = 'running'";

/** Index: the primary key. */
const BEAT = `
  update customer_export set row_count = ?, heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
  where ${LEASED_BY_RUN} returning id
`;
const OPEN_FILE = `update customer_export set file_id = ?, updated_at = clock_timestamp() where ${LEASED_BY_RUN} returning id`;
const COMPLETE = `
  update customer_export set
    state = 'completed', row_count = ?, file_id = ?, completed_at = clock_timestamp(),
    expires_at = clock_timestamp() + ? * interval '1 hour', updated_at = clock_timestamp()
  where ${LEASED_BY_RUN} returning ${EXPORT_COLUMNS_SQL}
`;
const FAIL = `
  update customer_export set state = 'failed', error = ?, file_id = null, updated_at = clock_timestamp()
  where ${LEASED_BY_RUN} returning ${EXPORT_COLUMNS_SQL}
`;

/** Tells that the writer lives and how far it is. @returns false when the export was taken from it. */
export async function heartbeatExport(transaction: Transaction, run: ExportRun, rowCount: number): Promise<boolean> {
  return (await queryRows(transaction, BEAT, [rowCount, run.id, run.run_id])).length > 0;
}

/** Keeps the file's id from the start: whoever takes up the work of a dead process deletes what it left. */
export async function noteExportFile(transaction: Transaction, run: ExportRun, fileId: string): Promise<boolean> {
  return (await queryRows(transaction, OPEN_FILE, [fileId, run.id, run.run_id])).length > 0;
}

/** @returns undefined when the export was taken from the writer. */
export async function completeExport(
  transaction: Transaction,
  run: ExportRun,
  done: { rowCount: number; fileId: string; ttlHours: number },
): Promise<CustomerExport | undefined> {
  const bindings = [done.rowCount, done.fileId, done.ttlHours, run.id, run.run_id];
  return (await queryRows<CustomerExport>(transaction, COMPLETE, bindings)).at(0);
}

/** @returns undefined when the export was taken from the writer. */
export async function failExport(
  transaction: Transaction,
  run: ExportRun,
  error: string,
): Promise<CustomerExport | undefined> {
  return (await queryRows<CustomerExport>(transaction, FAIL, [error, run.id, run.run_id])).at(0);
}
