import { MedusaError } from "@medusajs/framework/utils";
import { createIds } from "../database/create-ids";
import { lockLeases } from "../database/lease.sql";
import { queryRows, type Transaction } from "../database/transaction";
import { IMPORT_LEASE } from "./import-lease";
import type { ImportOptions } from "./import-options";
import { type CustomerImport, IMPORT_COLUMNS_SQL, MAX_WAITING_IMPORTS } from "./import-row.sql";
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

/**
 * An import that names the file of another import shares it, and its filename. The file is deleted with the last of them. Index:
 * IDX_customer_import_open, ..._file_id.
 */
const INSERT = `
  insert into customer_import (id, options, header, file_id, owns_file, filename, created_by, expires_at)
  select ?, ?::jsonb, ?::jsonb, ?, ? or exists (select from customer_import other where other.file_id = ? and owns_file),
    coalesce(?, (select filename from customer_import other where other.file_id = ? and filename is not null limit 1)),
    ?, clock_timestamp() + ? * interval '1 hour'
  where (select count(*) from customer_import where state = 'uploaded') < ${MAX_WAITING_IMPORTS}
  returning ${IMPORT_COLUMNS_SQL}
`;

/**
 * Stores a request for an import. With `owns_file` the file is deleted with the import.
 *
 * @throws MedusaError (not_allowed) when too many imports wait.
 */
export async function createImport(
  transaction: Transaction,
  given: NewImport,
  ttlHours: number,
): Promise<CustomerImport> {
  const [id] = createIds("cusimp", 1);
  await lockLeases(transaction, IMPORT_LEASE);
  const rows = await queryRows<CustomerImport>(transaction, INSERT, [
    ...[id, JSON.stringify(given.options), given.header && JSON.stringify(given.header)],
    ...[given.file_id, given.owns_file, given.file_id, given.filename, given.file_id, given.created_by, ttlHours],
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
