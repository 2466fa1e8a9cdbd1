import type { BenchDatabase } from "./database";

/** What a database holds, kept as its comment. */
export type Stamp = {
  /** Changes with the generator, the number of rows and the migrations. */
  fingerprint: string;
  /** Set while rows are being changed: a database in that state is recreated. */
  inUse: boolean;
  /** How long the plugin's migrations and repairs took on the loaded rows; ours only. */
  migrationSeconds?: number;
};

/** @param server a connection to any database of the server */
export async function readStamp(server: BenchDatabase, name: string): Promise<Stamp | undefined> {
  const [row] = await server.rows<{ comment: string | null }>(
    "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1",
    [name],
  );
  try {
    // as: written by `writeStamp`; a comment of anybody else's is no JSON, or matches no fingerprint.
    return JSON.parse(row?.comment ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export async function writeStamp(server: BenchDatabase, name: string, stamp: Stamp): Promise<void> {
  // A comment takes no parameters; JSON needs only its apostrophes doubled.
  await server.rows(`comment on database "${name}" is '${JSON.stringify(stamp).replaceAll("'", "''")}'`);
}
