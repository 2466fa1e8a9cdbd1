import { queryRows, type Transaction } from "../../database/transaction";

const TABLES = ["customer", "customer_address", "customer_group_customer"];

/**
 * Updates the statistics of the planner. It takes tables that were just filled for empty ones, and reads all of them once per
 * batch. PostgreSQL does so by itself, but not within the first minute, in which an import stores 100,000 rows. Some tenths
 * of a second, however large the tables are; a table that another transaction has locked is skipped.
 */
export async function analyzeTables(transaction: Transaction, more: readonly string[] = []): Promise<void> {
  for (const table of [...TABLES, ...more]) {
    await queryRows(transaction, `analyze (skip_locked) ${table}`, []);
  }
}

/** Whether there are ten times as many rows as when it was done last: at the first batch, at 10,000, 100,000, ... */
export function isTimeToAnalyze(before: number, after: number): boolean {
  const size = (rows: number) => Math.floor(Math.log10(Math.max(rows, 1)));
  return size(after) > size(before);
}
