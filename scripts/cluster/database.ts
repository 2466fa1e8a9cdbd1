import { Client } from "pg";

/** Runs a statement on a connection of its own: PostgreSQL may have been killed since the last one. */
export async function sql<Row extends object>(url: string, statement: string, bindings: unknown[] = []) {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // Its end in the middle of a statement is an error of the statement.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement, bindings)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
