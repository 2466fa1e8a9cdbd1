import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";

/** Files a round. */
const BATCH = 100;

/** Longer than any upload takes: a file that is still uploaded is not deleted. */
const UPLOAD_HOURS = 24;

const NOTE = "insert into customer_import_upload (file_id) values (?)";

/** Index: the primary key, in whose order the few rows are read. */
const ABANDONED = `
  select file_id as id, file_id from customer_import_upload
  where created_at <= clock_timestamp() - interval '${UPLOAD_HOURS} hours' and file_id > ?
  order by file_id limit ${BATCH}
`;

/** Index: the primary key. */
const FORGET = "delete from customer_import_upload where file_id = any(?::text[])";

/**
 * Notes a file before its first byte is written. The note goes when an import takes the file, or when the file is
 * deleted; where a process ends before either, it shows which file remains.
 */
export async function noteUpload(transaction: Transaction, fileId: string): Promise<void> {
  await queryRows(transaction, NOTE, [fileId]);
}

/** Files that no import has taken within a day, in order behind `after`. */
export async function listLeftUploads(connection: Knex, after: string): Promise<{ id: string; file_id: string }[]> {
  return await queryRows(connection, ABANDONED, [after]);
}

export async function deleteUploadNotes(transaction: Transaction, fileIds: readonly string[]): Promise<void> {
  await queryRows(transaction, FORGET, [[...fileIds]]);
}
