import { queryRows, type Transaction } from "../database/transaction";

/**
 * Lets one batch of imports at a time store its rows.
 *
 * A batch inserts rows with three unique keys and locks rows of its own choice. Two batches with common rows could deadlock,
 * whatever the order of one key. Batches write the same indexes and gain little when they run in parallel. The lock also
 * keeps a batch waiting until the batch of a dead process has ended.
 */
export async function lockImportBatch(transaction: Transaction): Promise<void> {
  await queryRows(transaction, "select pg_advisory_xact_lock(hashtext('customer_import_batch'))", []);
}
