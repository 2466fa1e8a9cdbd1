import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";

/** Files per round. */
const BATCH = 100;

/** Index: IDX_customer_export_open. */
const DUE = `
  select id, file_id from customer_export
  where state = 'completed' and expires_at <= clock_timestamp() and id > ?
  order by id limit ${BATCH}
`;

/** Index: the primary key. */
const EXPIRE = `
  update customer_export set state = 'expired', file_id = null, updated_at = clock_timestamp()
  where id = any(?::text[]) and state = 'completed'
  returning id
`;

/** Index: the primary key. */
const DELETE = "delete from customer_export where id = any(?::text[]) returning file_id";

export type ExportFile = { id: string; file_id: string | null };

/** Returns completed exports that have expired, in id order behind `after`. */
export async function listDueExports(connection: Knex, after: string): Promise<ExportFile[]> {
  return await queryRows<ExportFile>(connection, DUE, [after]);
}

/** Marks exports as expired whose files are deleted. @returns the ids that were marked. */
export async function expireExports(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(transaction, EXPIRE, [[...ids]]);
  return rows.map(({ id }) => id);
}

/** Deletes exports, to undo their creation. @returns the ids of their files. */
export async function deleteExports(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ file_id: string | null }>(transaction, DELETE, [[...ids]]);
  return rows.flatMap(({ file_id }) => file_id ?? []);
}
