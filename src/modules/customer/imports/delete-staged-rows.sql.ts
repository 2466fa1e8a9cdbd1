import { queryRows, type Transaction } from "../database/transaction";

/** Index: the primary keys, whose first column is the import; IDX_customer_import_refused_import_id. */
const REFUSED = "delete from customer_import_refused where import_id = any(?::text[])";
const ROWS = "delete from customer_import_row where import_id = any(?::text[])";
const ERRORS = "delete from customer_import_error where import_id = any(?::text[])";

/** Takes away the rows that were read from the files: they are personal data, and needed no more once an import ends. */
export async function deleteStagedRows(transaction: Transaction, importIds: readonly string[]): Promise<void> {
  await queryRows(transaction, ROWS, [[...importIds]]);
}

/** Takes away what was found wrong with the lines of the files, and which lines these were. */
export async function deleteImportErrors(transaction: Transaction, importIds: readonly string[]): Promise<void> {
  await queryRows(transaction, ERRORS, [[...importIds]]);
  await queryRows(transaction, REFUSED, [[...importIds]]);
}
