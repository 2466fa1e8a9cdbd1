import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { PLUGIN } from "../../../shared/plugin-name";
import { queryRows, type Transaction } from "../database/transaction";

/** The two keys of the lock: the plugin's, and the schema's, since a database may have several shops. */
const KEYS = `hashtext('${PLUGIN} processes'), hashtext(current_schema())`;

/** Takes an advisory lock that all processes on the same tables share, until the transaction ends. */
export async function showPresence(transaction: Transaction): Promise<void> {
  await queryRows(transaction, `select pg_advisory_xact_lock_shared(${KEYS})`, []);
}

/** The number of other processes that hold the lock now. It reads PostgreSQL's list of locks, which has keys as unsigned numbers. */
export async function countOtherProcesses(transaction: Transaction): Promise<number> {
  const [{ others }] = await queryRows<{ others: number }>(
    transaction,
    `select count(*)::int as others
     from pg_locks, (select ${KEYS}) keys (plugin, schema)
     where locktype = 'advisory' and objsubid = 2 and granted and pid <> pg_backend_pid()
       and database = (select oid from pg_database where datname = current_database())
       and classid::bigint = plugin::bigint & 4294967295 and objid::bigint = schema::bigint & 4294967295`,
    [],
  );
  return others;
}

/** The milliseconds until PostgreSQL's clock is at the next full minute. */
export async function readTimeToMinute(connection: Knex): Promise<number> {
  const [{ milliseconds }] = await queryRows<{ milliseconds: number }>(
    connection,
    "select (60000 - extract(epoch from clock_timestamp()) * 1000 % 60000)::int as milliseconds",
    [],
  );
  return milliseconds;
}
