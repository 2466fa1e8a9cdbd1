import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { deleteImportErrors, deleteStagedRows } from "./delete-staged-rows.sql";

/** Imports a round. */
const BATCH = 100;

const due = (table: string) =>
  `${table}.expires_at <= clock_timestamp() and ${table}.state not in ('validating', 'importing')`;

/** A file that two imports have goes with the last of them; one that was only named stays. Index: IDX_customer_import_expires_at. */
const DUE = `
  select id, case
    when owns_file and not exists (
      select from customer_import other
      where other.file_id = customer_import.file_id and other.id <> customer_import.id
        and (other.id > customer_import.id or not (${due("other")}))
    ) then file_id end as file_id
  from customer_import
  where ${due("customer_import")} and id > ?
  order by id limit ${BATCH}
`;

/** Index: the primary key; IDX_customer_import_file_id for a file that another import has too. */
const DELETE = `
  with gone as (delete from customer_import where id = any(?::text[]) returning file_id, owns_file)
  select distinct file_id from gone
  where file_id is not null and owns_file and not exists (
    select from customer_import other where other.file_id = gone.file_id and not other.id = any(?::text[])
  )
`;

export type ImportFile = { id: string; file_id: string | null };

/** Imports whose time is over, in id order behind `after`; `file_id` of those whose file is to go along. */
export async function listDueImports(connection: Knex, after: string): Promise<ImportFile[]> {
  return await queryRows<ImportFile>(connection, DUE, [after]);
}

/** Takes imports away with all that was kept of their files. @returns the ids of their own files that no import names any more. */
export async function deleteImports(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ file_id: string }>(transaction, DELETE, [[...ids], [...ids]]);
  await deleteImportErrors(transaction, ids);
  await deleteStagedRows(transaction, ids);
  return rows.map(({ file_id }) => file_id);
}
