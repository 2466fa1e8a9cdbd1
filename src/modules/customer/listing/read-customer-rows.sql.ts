import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { CUSTOMER_FIELDS } from "../fields";

export type CustomerRow = { id: string; [column: string]: unknown };

const COLUMNS = Object.keys(CUSTOMER_FIELDS);

/**
 * Returns the columns to read for a `select`, in the model's order and with the id.
 *
 * @returns undefined where it names a field that only the ORM can read.
 */
export function selectOwnColumns(select: unknown): string[] | undefined {
  if (select === undefined) {
    return COLUMNS;
  }
  if (!Array.isArray(select) || select.length === 0 || !select.every((name) => COLUMNS.includes(name))) {
    return undefined;
  }
  return COLUMNS.filter((name) => name === "id" || select.includes(name));
}

/** Reads customers by id, without the ORM's work on each. Index: customer_pkey. @returns them in any order. */
export async function readCustomerRows(
  connection: Knex,
  { ids, columns, withDeleted }: { ids: readonly string[]; columns: readonly string[]; withDeleted: boolean },
): Promise<CustomerRow[]> {
  const live = withDeleted ? "" : " and deleted_at is null";
  return await queryRows(connection, `select ${columns.join(", ")} from customer where id = any(?::text[])${live}`, [
    [...ids],
  ]);
}
