import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { COUNT_TRIGGERS, LIVE_COUNT_SCHEMA, RECOUNT } from "../database/live-count-schema.sql";
import { queryRows, type Transaction } from "../database/transaction";

/**
 * The number of live customers as an expression.
 *
 * Triggers append what statements change; a snapshot sees just the changes of the rows that it sees. So the sum is
 * exact inside a transaction and outside, and no writer waits for another one.
 */
export const LIVE_COUNT = "(select coalesce(sum(change), 0) from customer_count)";

/**
 * Replaces the changes with their sum, in one statement: a reader sees the former rows or the new one.
 *
 * Of two runs at once each sums the rows that it has deleted. A single row is the sum already.
 */
const COMPACT = `
  with several as (select from customer_count offset 1 limit 1),
  deleted as (delete from customer_count where exists (select from several) returning change)
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

/** Whether the table and the enabled triggers are there. */
const IS_KEPT = `
  select to_regclass('customer_count') is not null and (
    select count(*) from pg_trigger
    where tgrelid = 'customer'::regclass and tgname = any(?) and tgenabled in ('O', 'A')
  ) = ${COUNT_TRIGGERS.length} as kept
`;

/**
 * Counts again where the sum is wrong, for `db:migrate`: rows that were written without triggers are not in it.
 *
 * Such are rows of a dump that was restored with triggers disabled. Writers of customers wait while rows are counted. A
 * right sum is compacted: while the plugin is out, no job does so.
 *
 * @returns whether it has counted.
 */
export async function repairLiveCount(connection: Knex): Promise<boolean> {
  return await connection.transaction(async (transaction) => {
    const [{ kept }] = await queryRows<{ kept: boolean }>(transaction, IS_KEPT, [[...COUNT_TRIGGERS]]);
    if (!kept) {
      for (const statement of LIVE_COUNT_SCHEMA) {
        await queryRows(transaction, statement, []);
      }
      return true;
    }
    const [{ exact }] = await queryRows<{ exact: boolean }>(transaction, IS_EXACT, []);
    await queryRows(transaction, exact ? COMPACT : RECOUNT, []);
    return !exact;
  });
}
