import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { Migration20261130120000CustomersCoreTables as CoreTables } from "../migrations/Migration20261130120000CustomersCoreTables";

/**
 * The number of live customers as an expression.
 *
 * Triggers append what each statement changes; a snapshot sees just the changes of the rows that it sees. So the sum is
 * exact inside a transaction and outside, and no writer waits for another one.
 */
export const LIVE_COUNT = "(select coalesce(sum(change), 0) from customer_count)";

/**
 * Replaces the changes with their sum, in one statement: a reader sees the former rows or the new one.
 *
 * Of two runs at once each sums the rows that it has deleted.
 */
const COMPACT = `
  with deleted as (delete from customer_count returning change)
  insert into customer_count (change) select sum(change) from deleted having count(*) > 0
`;

/** Compares the sum with the rows, as of one moment. Index: the smallest of live customers. */
const IS_EXACT = `select ${LIVE_COUNT} = (select count(*) from customer where deleted_at is null) as exact`;

/** Counts all live customers, in constant time. */
export async function countLiveCustomers(connection: Knex): Promise<number> {
  const [{ count }] = await queryRows<{ count: string }>(connection, `select ${LIVE_COUNT} as count`, []);
  return Number(count);
}

export async function compactLiveCount(transaction: Transaction): Promise<void> {
  await queryRows(transaction, COMPACT, []);
}

/**
 * Counts again where the sum is wrong, for `db:migrate`: rows that were written without triggers are not in it.
 *
 * Such are rows of a dump that was restored with triggers disabled. Writers of customers wait while rows are counted.
 */
export async function repairLiveCount(connection: Knex): Promise<void> {
  const [{ found }] = await queryRows<{ found: boolean }>(
    connection,
    "select to_regclass('customer_count') is not null as found",
    [],
  );
  if (!found) {
    for (const statement of CoreTables.LIVE_COUNT) {
      await queryRows(connection, statement, []);
    }
    return;
  }
  const [{ exact }] = await queryRows<{ exact: boolean }>(connection, IS_EXACT, []);
  if (!exact) {
    await queryRows(connection, CoreTables.RECOUNT, []);
  }
}
