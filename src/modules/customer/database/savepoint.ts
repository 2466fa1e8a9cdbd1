import type { Transaction } from "./transaction";

/** Transactions that the module began. Their commit follows at once and ends their savepoints. */
const begunHere = new WeakSet<Transaction>();

/** Remembers that the module began this transaction, so that its savepoints need no release. */
export function markBegunHere(transaction: Transaction): void {
  begunHere.add(transaction);
}

/**
 * Runs work in a savepoint, to which it may roll back, and releases the savepoint on success.
 *
 * In a transaction of the caller the savepoints of all calls would else nest, and each level costs PostgreSQL memory
 * until the commit. A transaction of the module commits next: a release would be a useless round trip.
 *
 * @param name differs from the name of an outer savepoint.
 */
export async function withSavepoint<Result>(
  transaction: Transaction,
  name: "customers_before" | "customers_rows",
  work: (rollBack: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  await transaction.raw(`savepoint ${name}`);
  const result = await work(async () => {
    await transaction.raw(`rollback to savepoint ${name}`);
  });
  if (!begunHere.has(transaction)) {
    await transaction.raw(`release savepoint ${name}`);
  }
  return result;
}
