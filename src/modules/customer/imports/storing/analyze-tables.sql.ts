import { queryRows, type Transaction } from "../../database/transaction";

const TABLES = ["customer", "customer_address", "customer_group_customer"];

/** Index: none, a view of PostgreSQL. A table that was never analysed has no time. */
const STALE = `
  select relname as name from pg_stat_user_tables
  where relid = any(?::regclass[]) and (
    coalesce(last_analyze, last_autoanalyze) is null or n_mod_since_analyze > n_live_tup * 0.1
  )
`;

/**
 * Updates the statistics of the planner. It takes tables that were just filled for empty ones, and reads all of them once per
 * batch. PostgreSQL does so by itself, but not within the first minute, in which an import stores 100,000 rows. Some tenths
 * of a second, however large the tables are; a table that another transaction has locked is skipped.
 */
export async function analyzeTables(transaction: Transaction, tables: readonly string[] = TABLES): Promise<void> {
  for (const table of tables) {
    await queryRows(transaction, `analyze (skip_locked) ${table}`, []);
  }
}

/** Updates the statistics of tables of which a tenth was written since, and those of `always`. */
export async function analyzeStaleTables(transaction: Transaction, always: readonly string[]): Promise<void> {
  const stale = await queryRows<{ name: string }>(transaction, STALE, [TABLES]);
  await analyzeTables(transaction, [...stale.map(({ name }) => name), ...always]);
}

/** Whether there are ten times as many rows as when it was done last: at the first batch, at 10,000, 100,000, ... */
export function isTimeToAnalyze(before: number, after: number): boolean {
  const size = (rows: number) => Math.floor(Math.log10(Math.max(rows, 1)));
  return size(after) > size(before);
}
