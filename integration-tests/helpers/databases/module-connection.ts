import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { ModulesSdkUtils } from "@medusajs/framework/utils";

/** A separate connection to the database of a spec, for one piece of work. */
export async function withModuleConnection<Result>(
  clientUrl: string,
  work: (connection: Knex) => Promise<Result>,
): Promise<Result> {
  const connection = ModulesSdkUtils.createPgConnection({ clientUrl, schema: "public", pool: { min: 0, max: 1 } });
  try {
    return await work(connection);
  } finally {
    await connection.destroy();
  }
}

/** Runs SQL past the service, as core's module or a person with psql would. */
export async function runSql<Row>(clientUrl: string, statement: string): Promise<Row[]> {
  const { rows } = await withModuleConnection(clientUrl, (connection) => connection.raw(statement));
  return rows;
}
