import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { type CustomerExport, EXPORT_COLUMNS_SQL } from "./export-row.sql";

/** Returns an export in any state. Index: the primary key. */
export async function findExport(connection: Knex, id: string): Promise<CustomerExport | undefined> {
  const statement = `select ${EXPORT_COLUMNS_SQL} from customer_export where id = ?`;
  const rows = await queryRows<CustomerExport>(connection, statement, [id]);
  return rows.at(0);
}

/**
 * Lists a page of exports, the newest first (ids start with the time), and counts all. Index: the primary key, backwards.
 */
export async function listExports(
  connection: Knex,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ exports: CustomerExport[]; count: number }> {
  const statement = `select ${EXPORT_COLUMNS_SQL} from customer_export order by id desc limit ? offset ?`;
  const exports = await queryRows<CustomerExport>(connection, statement, [limit, offset]);
  const [{ count }] = await queryRows<{ count: string }>(connection, "select count(*) from customer_export", []);
  return { exports, count: Number(count) };
}
