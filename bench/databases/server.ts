import { join } from "node:path";
import { connectionFromEnvironment, withDatabase } from "../../scripts/dev-database/connection";
import { startPostgres } from "../../scripts/dev-database/start-postgres";
import { REPOSITORY_ROOT } from "../../scripts/start/settings";
import { BenchDatabase, openClient } from "./database";

export const BENCH_DIRECTORY = join(REPOSITORY_ROOT, ".data", "bench");

export type BenchServer = {
  /** The URL of one of its databases. */
  url(database: string): string;
  /** As `show server_version` answers. */
  version: string;
  /** Where the settings come from, for the report. */
  description: string;
  stop(): Promise<void>;
};

/**
 * Settings of a server that is made for its work: durable as PostgreSQL is by default, with more memory than the
 * default of 128 MB, and no checkpoint every few seconds. Autovacuum is off, since it would start in the middle of a
 * measurement; the benchmark vacuums by itself, between operations.
 */
const SETTINGS = ["shared_buffers=1GB", "maintenance_work_mem=512MB", "max_wal_size=8GB", "autovacuum=off"];

/** The PostgreSQL of DATABASE_URL, or one of our own whose data stays in `.data/bench/postgres`. */
export async function openServer(): Promise<BenchServer> {
  const given = connectionFromEnvironment();
  if (given !== undefined) {
    const url = (database: string) => withDatabase(given.url, database);
    return {
      url,
      version: await readVersion(url("postgres")),
      description: "the server of DATABASE_URL, with its own settings",
      stop: () => endStatements(url("postgres")),
    };
  }
  const server = await startPostgres({
    dataDirectory: join(BENCH_DIRECTORY, "postgres"),
    persistent: true,
    postgresFlags: SETTINGS.flatMap((setting) => ["-c", setting]),
  });
  return {
    url: server.url,
    version: await readVersion(server.url("postgres")),
    description: `embedded, ${SETTINGS.join(", ")}, otherwise defaults`,
    stop: server.stop,
  };
}

/** Without it the statement under way would go on without the benchmark, for minutes perhaps. */
async function endStatements(url: string): Promise<void> {
  const client = await openClient(url);
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname like 'bench\\_%' and usename = current_user and pid <> pg_backend_pid()`,
  );
  await client.end();
}

async function readVersion(url: string): Promise<string> {
  const database = await BenchDatabase.open(url);
  try {
    const [row] = await database.rows<{ server_version: string }>("show server_version");
    return row?.server_version ?? "unknown";
  } finally {
    await database.close();
  }
}
