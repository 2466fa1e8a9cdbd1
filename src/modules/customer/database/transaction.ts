import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { isUniqueViolation, mapDatabaseError } from "./map-database-error";
import { withSavepoint } from "./savepoint";

/** What an operation needs: the transaction of the method that calls it. */
export type Transaction = Knex.Transaction;

/** The connection that statements of this manager run on. */
export function connectionOf(manager: SqlEntityManager): Knex {
  return manager.getTransactionContext<Transaction>() ?? manager.getKnex();
}

/**
 * Runs set-based SQL on the connection of the context's transaction, and maps database errors to the contract's messages.
 * What the ORM holds back is flushed first: its inserts wait for the end of the transaction, and SQL would not see them.
 */
export async function inTransaction<Result>(
  context: Context,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  // as: the context types its manager as unknown; `ModuleCore.transaction` and Medusa's decorators put MikroORM's there.
  const manager = context.transactionManager as SqlEntityManager;
  const transaction = manager.getTransactionContext<Transaction>();
  if (!transaction) {
    throw new Error("A set-based operation ran outside of a transaction; call it through ModuleCore.transaction.");
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
 * Does work that checks whether a value is free and then writes it. Does it once more when another writer took the value in
 * between: the second time the check finds that writer's row and can name it.
 */
export async function retryOnUniqueViolation<Result>(
  transaction: Transaction,
  work: () => Promise<Result>,
): Promise<Result> {
  return await withSavepoint(transaction, "customers_before", async (rollBack) => {
    try {
      return await work();
    } catch (error) {
      if (!isUniqueViolation(error)) {
        throw error;
      }
    }
    await rollBack();
    return await work();
  });
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
