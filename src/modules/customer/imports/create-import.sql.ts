import { MedusaError } from "@medusajs/framework/utils";
import { createIds } from "../database/create-ids";
import { queryRows, type Transaction } from "../database/transaction";
import type { ImportOptions } from "./import-options";
import { type CustomerImport, IMPORT_COLUMNS_SQL, MAX_WAITING_IMPORTS } from "./import-row.sql";
import { lockImports } from "./lock-imports.sql";
import type { ImportHeader } from "./types";
import { deleteUploadNotes } from "./uploads.sql";

export type NewImport = {
  options: ImportOptions;
  header: ImportHeader | null;
  file_id: string | null;
  owns_file: boolean;
  filename: string | null;
  created_by: string | null;
};

/** Two imports may have one file. It is deleted with the last of them. Index: IDX_customer_import_open, ..._file_id. */
const INSERT = `
  insert into customer_import (id, options, header, file_id, owns_file, filename, created_by, expires_at)
  select ?, ?::jsonb, ?::jsonb, ?, ? or exists (select from customer_import other where other.file_id = ? and owns_file),
    ?, ?, clock_timestamp() + ? * interval '1 hour'
  where (select count(*) from customer_import where state = 'uploaded') < ${MAX_WAITING_IMPORTS}
  returning ${IMPORT_COLUMNS_SQL}
`;

/**
 * Stores that an import was asked for. An uploaded file belongs to the import from here on.
 *
 * @throws MedusaError (not_allowed) when too many wait already.
 */
export async function createImport(
  transaction: Transaction,
  given: NewImport,
  ttlHours: number,
): Promise<CustomerImport> {
  const [id] = createIds("cusimp", 1);
  await lockImports(transaction);
  const rows = await queryRows<CustomerImport>(transaction, INSERT, [
    ...[id, JSON.stringify(given.options), given.header && JSON.stringify(given.header)],
    ...[given.file_id, given.owns_file, given.file_id, given.filename, given.created_by, ttlHours],
  ]);
  if (!rows.length) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `${MAX_WAITING_IMPORTS} imports are waiting already. Ask again when some of them are done.`,
    );
  }
  if (given.owns_file && given.file_id !== null) {
    await deleteUploadNotes(transaction, [given.file_id]);
  }
  return rows[0];
}
