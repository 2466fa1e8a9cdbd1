import type { Table } from "./tables";
import type { Transaction } from "./transaction";

/**
 * Deletes rows permanently in one statement; foreign keys delete addresses and memberships with them.
 *
 * Locks in id order, as every operation on several rows. Index: the primary key, and those of the foreign keys; ids are
 * an array, since a join with them reads the whole table.
 *
 * @returns the ids that existed, deleted ones included, in order.
 */
export async function deleteRows(transaction: Transaction, table: Table, ids: readonly string[]): Promise<string[]> {
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(
    `
      with doomed as (select id from ${table.name} where id = any(?::text[]) order by id for update)
      delete from ${table.name} where id = any(array(select id from doomed)) returning id
    `,
    [[...ids]],
  );
  return rows.map(({ id }) => id).sort();
}

/** Soft-deletes live rows in one statement. Index: the primary key. @returns the ids that were live, in order. */
export async function softDeleteRows(
  transaction: Transaction,
  table: Table,
  ids: readonly string[],
): Promise<string[]> {
  const now = new Date();
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(
    `
      with doomed as (
        select id from ${table.name} where id = any(?::text[]) and deleted_at is null order by id for update
      )
      update ${table.name} set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
      where id = any(array(select id from doomed))
      returning id
    `,
    [[...ids], now, now],
  );
  return rows.map(({ id }) => id).sort();
}
