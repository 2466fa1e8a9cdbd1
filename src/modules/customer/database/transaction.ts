import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { isUniqueViolation, mapDatabaseError } from "./map-database-error";

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

/**
 * Does work that looks whether a value is free and then writes it, and once more when somebody took the value in
 * between: the second time it sees that, and can say so in its own words.
 */
export async function againWhenTaken<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
  await transaction.raw("savepoint customers_before");
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error;
    }
    await transaction.raw("rollback to savepoint customers_before");
    return await work();
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
