/** Making databases, and knowing later what is in them. */
import { createHash } from "node:crypto";
import { BenchDatabase } from "./database";
import type { BenchServer } from "./server";
import { readStamp, type Stamp, writeStamp } from "./stamp";

export function hash(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}

/** Whether a database is of that fingerprint, and no run was stopped in the middle of changing it. */
export function isFresh(stamp: Stamp | undefined, fingerprint: string): stamp is Stamp {
  return stamp?.fingerprint === fingerprint && !stamp.inUse;
}

/** An empty database, or a copy of the template, in place of any of that name. */
export async function makeDatabase(admin: BenchDatabase, name: string, template?: string): Promise<void> {
  await admin.rows(`drop database if exists "${name}" with (force)`);
  const source = template === undefined ? "" : ` template "${template}" strategy file_copy`;
  await admin.rows(`create database "${name}"${source}`);
}

/** Fresh statistics and nothing to write: the state in which every measurement begins. */
export async function settle(url: string): Promise<void> {
  await withDatabase(url, async (database) => {
    await database.rows("vacuum (analyze)");
    await database.rows("checkpoint");
  });
}

export async function withDatabase<Result>(
  url: string,
  work: (database: BenchDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await BenchDatabase.open(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Notes in the databases that rows are being changed, or that they are as they were again. */
export async function markInUse(server: BenchServer, names: readonly string[], inUse: boolean): Promise<void> {
  await withDatabase(server.url("postgres"), async (admin) => {
    for (const name of names) {
      const stamp = await readStamp(admin, name);
      if (stamp !== undefined) {
        await writeStamp(admin, name, { ...stamp, inUse });
      }
    }
  });
}
