import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { mapDatabaseError } from "./map-database-error";

/** What an operation needs: the transaction of the method that calls it. */
export type Transaction = Knex.Transaction;

/**
 * Runs set-based SQL on the connection of the current transaction, with database errors in the words of the contract.
 * What the ORM still holds back is written first: its inserts wait for the end of the transaction, and SQL would not
 * see them.
 */
export async function inTransaction<Result>(
  context: Context,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  // as: the context types its manager as unknown; `@InjectTransactionManager` puts MikroORM's there.
  const manager = context.transactionManager as SqlEntityManager;
  const transaction = manager.getTransactionContext<Transaction>();
  if (!transaction) {
    throw new Error("A set-based operation ran outside of a transaction; call it from a method with one.");
  }
  try {
    await manager.flush();
    const result = await work(transaction);
    // What the ORM has read before knows nothing of this; later reads in the transaction must not answer from it.
    manager.clear();
    return result;
  } catch (error) {
    throw mapDatabaseError(error);
  }
}

/** Runs one statement; `?` stands for a binding, an array is one value. @returns its rows. */
export async function queryRows<Row>(
  connection: Knex,
  statement: string,
  bindings: readonly unknown[],
): Promise<Row[]> {
  // as: knex types a binding by what its own builders take; the driver writes any value that JSON or an array can hold.
  const { rows } = await connection.raw<{ rows: Row[] }>(statement, bindings as Knex.Value[]);
  return rows;
}
