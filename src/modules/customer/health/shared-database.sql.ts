import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { PLUGIN } from "../../../shared/plugin-name";
import { queryRows } from "../database/transaction";

const nameOf = (processId: string): string => `${PLUGIN}:${processId}`;

/** Names a connection of the pool, which lives about as long as the process. PostgreSQL lists it in pg_stat_activity. */
export async function markProcess(connection: Knex, processId: string): Promise<void> {
  await queryRows(connection, "select set_config('application_name', ?, false)", [nameOf(processId)]);
}

/** The number of other marked processes on the database. It reads PostgreSQL's list of connections, and no table. */
export async function countOtherProcesses(connection: Knex, processId: string): Promise<number> {
  const [{ others }] = await queryRows<{ others: number }>(
    connection,
    `select count(distinct application_name)::int as others from pg_stat_activity
     where datname = current_database() and starts_with(application_name, ?) and application_name <> ?`,
    [nameOf(""), nameOf(processId)],
  );
  return others;
}
