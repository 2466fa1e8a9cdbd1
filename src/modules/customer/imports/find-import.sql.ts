import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { type CustomerImport, IMPORT_COLUMNS_SQL, IMPORT_OPEN } from "./import-row.sql";

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
 * One without a file in the store was begun by a command, which takes it up itself in the next moment. Index:
 * IDX_customer_import_open.
 */
const OPEN = `
  select id from customer_import
  where state in ('uploaded', 'validating', 'importing') and ${IMPORT_OPEN}
    and (file_id is not null or created_at < clock_timestamp() - interval '1 minute' or state = 'importing')
  order by id limit 100
`;

/** Lists imports with work to do that no process has leased, the oldest first. */
export async function listOpenImports(connection: Knex): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(connection, OPEN, []);
  return rows.map(({ id }) => id);
}

/** Index: IDX_customer_import_file_id. */
const UPLOADED = "select from customer_import where file_id = ? and owns_file limit 1";

/** Whether a file came with an import: one of another feature or plugin never did. */
export async function isImportUpload(connection: Knex, fileId: string): Promise<boolean> {
  return (await queryRows(connection, UPLOADED, [fileId])).length > 0;
}
