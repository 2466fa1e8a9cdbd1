import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";

/** Runs a statement on a new connection: PostgreSQL may have been killed since the last one. */
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

/**
 * Runs work while no other connection can read the tables, for a moment: requests that come meanwhile read them at the same time
 * after it.
 */
export async function behindLock<Result>(
  url: string,
  { tables, milliseconds }: { tables: string; milliseconds: number },
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(`begin; set local lock_timeout = '2s'; lock table ${tables} in access exclusive mode`);
    const done = work();
    await delay(milliseconds);
    await client.query("commit");
    return await done;
  } finally {
    await client.end().catch(() => undefined);
  }
}
