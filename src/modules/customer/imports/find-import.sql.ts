import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { IMPORT_LEASE } from "./import-lease";
import { type CustomerImport, IMPORT_COLUMNS_SQL } from "./import-row.sql";

/** Index: the primary key. */
export async function findImport(connection: Knex, id: string): Promise<CustomerImport | undefined> {
  const statement = `select ${IMPORT_COLUMNS_SQL} from customer_import where id = ?`;
  return (await queryRows<CustomerImport>(connection, statement, [id])).at(0);
}

/** Newest first: ids begin with the time. Index: the primary key, read backwards. */
export async function listImports(
  connection: Knex,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ imports: CustomerImport[]; count: number }> {
  const statement = `select ${IMPORT_COLUMNS_SQL} from customer_import order by id desc limit ? offset ?`;
  const imports = await queryRows<CustomerImport>(connection, statement, [limit, offset]);
  const [{ count }] = await queryRows<{ count: string }>(connection, "select count(*) from customer_import", []);
  return { imports, count: Number(count) };
}

/**
 * An import without a file in the store was created by a command, which leases it at once. Index: IDX_customer_import_open.
 */
const OPEN = `
  select id from customer_import
  where ${IMPORT_LEASE.LEASE_EXPIRED}
    and (file_id is not null or created_at < clock_timestamp() - interval '1 minute' or state = 'importing')
  order by id limit 100
`;

/** Returns the ids of imports with work to do and no live lease, the oldest first. */
export async function listOpenImports(connection: Knex): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(connection, OPEN, []);
  return rows.map(({ id }) => id);
}

/** Index: IDX_customer_import_file_id. */
const UPLOADED = "select from customer_import where file_id = ? and owns_file limit 1";

/** Whether a file was uploaded with an import; files of other features and plugins were not. */
export async function isImportUpload(connection: Knex, fileId: string): Promise<boolean> {
  return (await queryRows(connection, UPLOADED, [fileId])).length > 0;
}
