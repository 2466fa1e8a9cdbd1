import type { Transaction } from "./transaction";

export type SnapshotTable = "customer" | "customer_address";

/** A row as PostgreSQL writes it in JSON: every column, times to the microsecond. */
export type RowSnapshot = { id: string; metadata: Record<string, unknown> | null; [column: string]: unknown };

/** Live rows, in id order. Index: the primary key. */
export async function takeSnapshot(
  transaction: Transaction,
  table: SnapshotTable,
  ids: readonly string[],
): Promise<RowSnapshot[]> {
  const { rows } = await transaction.raw<{ rows: { row: RowSnapshot }[] }>(
    `select to_jsonb(${table}) as row from ${table} where id = any(?::text[]) and deleted_at is null order by id`,
    [[...ids]],
  );
  return rows.map(({ row }) => row);
}
