import { isDataError } from "./map-database-error";
import { withSavepoint } from "./savepoint";
import type { Transaction } from "./transaction";

/** Of more rows the error names some offender, not the first: to find that one would write them ten times over. */
const MANY = 20_000;

/**
 * Writes rows all at once. The statement takes them in an order that locks need, and fails at the first offender in that
 * order; then ever nearer parts of the rows are tried, so that the error is that of the first in the order given. That
 * error leaves the transaction as any does: nothing but a rollback is possible.
 *
 * @param write must write only these rows.
 */
export async function writeRows<Row, Result>(
  transaction: Transaction,
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<Result>,
): Promise<Result> {
  if (rows.length < 2 || rows.length > MANY) {
    return await write(rows);
  }
  return await withSavepoint(transaction, "customers_rows", async (rollBack) => {
    const again = async (some: readonly Row[]): Promise<Result> => {
      await rollBack();
      return await write(some);
    };
    try {
      return await write(rows);
    } catch (error) {
      if (!isDataError(error)) {
        throw error;
      }
    }
    await again(rows.slice(0, await numberUpToOffender(rows, again)));
    // What was in the way of that row is gone since.
    return await again(rows);
  });
}

/** How many rows there are up to the first that cannot be written; all of them fail. */
async function numberUpToOffender<Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<unknown>,
): Promise<number> {
  let good = 0;
  let bad = rows.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    try {
      await write(rows.slice(0, middle));
      good = middle;
    } catch (error) {
      if (!isDataError(error)) {
        throw error;
      }
      bad = middle;
    }
  }
  return bad;
}
