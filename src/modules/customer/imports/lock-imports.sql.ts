import { queryRows, type Transaction } from "../database/transaction";

/** Lets one transaction at a time count imports and act on the number. */
export async function lockImports(transaction: Transaction): Promise<void> {
  await queryRows(transaction, "select pg_advisory_xact_lock(hashtext('customer_import'))", []);
}

/**
 * Batches of imports take turns. Each inserts rows with three unique keys and locks rows of its own choice: two batches
 * with rows in common could wait for each other in a ring whatever the order of one key. They write the same indexes and
 * gain little by running side by side. It also keeps a batch waiting until that of a process that died has come to its end.
 */
export async function lockImportBatch(transaction: Transaction): Promise<void> {
  await queryRows(transaction, "select pg_advisory_xact_lock(hashtext('customer_import_batch'))", []);
}
