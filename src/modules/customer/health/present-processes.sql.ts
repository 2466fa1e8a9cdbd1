import { setTimeout as delay } from "node:timers/promises";
import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { PLUGIN } from "../../../shared/plugin-name";
import { queryRows, type Transaction } from "../database/transaction";

/** The two keys of the lock: the plugin's, and the schema's, since a database may have several shops. */
const KEYS = `hashtext('${PLUGIN} processes'), hashtext(current_schema())`;

/** Second of the minute at which processes look for each other. The schedules of jobs begin at second 0. */
const MEETING_SECOND = 30;

/**
 * Holds a shared advisory lock from its start to its end, and counts the other processes that hold it in the middle: two that
 * start less than half of that time apart find each other.
 */
export async function meetProcesses(transaction: Transaction, milliseconds: number): Promise<number> {
  await showPresence(transaction);
  await delay(milliseconds / 2);
  const others = await countOtherProcesses(transaction);
  await delay(milliseconds / 2);
  return others;
}

/** Takes an advisory lock that all processes on the same tables share, until the transaction ends. */
export async function showPresence(transaction: Transaction): Promise<void> {
  await queryRows(transaction, `select pg_advisory_xact_lock_shared(${KEYS})`, []);
}

/** The number of other processes that hold the lock. It reads PostgreSQL's list of locks, which has keys as unsigned numbers. */
async function countOtherProcesses(transaction: Transaction): Promise<number> {
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

/** The milliseconds until PostgreSQL's clock is at second 30 of a minute. */
export async function readTimeToMeeting(connection: Knex): Promise<number> {
  const [{ milliseconds }] = await queryRows<{ milliseconds: number }>(
    connection,
    `select (60000 - (extract(epoch from clock_timestamp()) * 1000 - ?) % 60000)::int as milliseconds`,
    [MEETING_SECOND * 1_000],
  );
  return milliseconds;
}
