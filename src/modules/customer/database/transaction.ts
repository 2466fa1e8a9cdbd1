import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { isUniqueViolation, mapDatabaseError } from "./map-database-error";
import { withSavepoint } from "./savepoint";

/** The transaction of the method that calls an operation. */
export type Transaction = Knex.Transaction;

/** Returns the connection of a manager. */
export function connectionOf(manager: SqlEntityManager): Knex {
  return manager.getTransactionContext<Transaction>() ?? manager.getKnex();
}

/**
 * Runs SQL on the connection of the context's transaction, and maps database errors to the messages of the contract.
 *
 * It flushes the ORM first, which holds inserts back until the end of the transaction: SQL would not see them.
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
    // The ORM must not answer later reads of the transaction from entities that it read before.
    manager.clear();
    return result;
  } catch (error) {
    throw mapDatabaseError(error);
  }
}

/**
 * Runs work that checks whether a value is free and then writes it; runs it again when another writer was faster.
 *
 * The second time the check finds the other writer's row and can name it.
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

/** Runs one statement; `?` is a binding, an array is one value. @returns its rows. */
export async function queryRows<Row>(
  connection: Knex,
  statement: string,
  bindings: readonly unknown[],
): Promise<Row[]> {
  // as: knex types a binding by what its own builders take; the driver writes any value that JSON or an array can hold.
  const { rows } = await connection.raw<{ rows: Row[] }>(statement, bindings as Knex.Value[]);
  return rows;
}
