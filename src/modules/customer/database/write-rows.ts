import { isDataError } from "./map-database-error";
import { withSavepoint } from "./savepoint";
import type { Transaction } from "./transaction";

/** For more rows the error is that of any wrong row: the search for the first would write them ten times. */
const MANY = 20_000;

/**
 * Writes rows, and throws the error of the first wrong row in the order given.
 *
 * The statement takes rows in the order of their locks, and fails at the first wrong row of that order; then smaller and
 * smaller parts are tried. The error ends the transaction as any error does: only a rollback is possible.
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
    // The conflict of that row is gone.
    return await again(rows);
  });
}

/** Returns the number of rows up to the first wrong one; all of them fail. */
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
