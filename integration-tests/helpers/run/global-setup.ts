import { createHash, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fingerprintSources } from "../../../scripts/build-plugin";
import { connectionFromEnvironment } from "../../../scripts/dev-database/connection";
import { type RunningPostgres, startPostgres } from "../../../scripts/dev-database/start-postgres";
import { TEMPLATE_KEY } from "../databases/template-databases";
import { STORES } from "../stores/stores";
import { COUNTS_FILE } from "./run-counts";

/** Where the set-up leaves the server for the teardown: jest runs both in one process, but loads them separately. */
export const SERVER_KEY = Symbol.for("medusa-plugin-customers.test-postgres");

/**
 * Before all specs: gives Medusa's test utilities a PostgreSQL, in the variables they read (DB_HOST, DB_PORT,
 * DB_USERNAME, DB_PASSWORD). In this order: DATABASE_URL, DB_HOST as given, a temporary server.
 *
 * No signal handling here: when jest is killed, the server's guard process notices, stops it and deletes its data.
 */
export default async function globalSetup(): Promise<void> {
  // Two workers run a store each: with a port given both would listen on that one.
  delete process.env.PORT;
  process.env[TEMPLATE_KEY] = await templateKey();
  process.env[COUNTS_FILE] = join(tmpdir(), `medusa-plugin-customers-counts-${randomUUID()}`);
  await writeFile(process.env[COUNTS_FILE], "");
  const given = connectionFromEnvironment();
  if (given !== undefined) {
    exportConnection(given);
    return;
  }
  if (process.env.DB_HOST) {
    return;
  }
  const server = await startTemporaryServer();
  Reflect.set(globalThis, SERVER_KEY, server);
  exportConnection(server);
}

/** Everything that a migrated database depends on: Medusa's version, the sources with the migrations, the stores' configs. */
async function templateKey(): Promise<string> {
  const hash = createHash("sha256").update(await fingerprintSources());
  const configs = Object.values(STORES).map((folder) => join(folder, "medusa-config.ts"));
  // Stores run the built plugin; its stamp says from which sources it was built.
  const root = resolve(__dirname, "../../..");
  const built = join(root, ".medusa/server/.sources");
  for (const file of [
    join(root, "package-lock.json"),
    join(__dirname, "../databases/migrations.ts"),
    join(__dirname, "../databases/plans-database.ts"),
    built,
    ...configs,
  ]) {
    hash.update(await readFile(file).catch(() => "missing"));
  }
  return hash.digest("hex").slice(0, 12);
}

type TestConnection = Pick<RunningPostgres, "port" | "user" | "password"> & { host: string };

function exportConnection(connection: TestConnection): void {
  process.env.DB_HOST = connection.host;
  process.env.DB_PORT = String(connection.port);
  process.env.DB_USERNAME = connection.user;
  process.env.DB_PASSWORD = connection.password;
  // If it stayed set, it would send every spec's store to that one database instead of to the spec's own.
  delete process.env.DATABASE_URL;
}

function startTemporaryServer(): Promise<RunningPostgres> {
  return startPostgres({
    dataDirectory: join(tmpdir(), `medusa-plugin-customers-test-${randomUUID()}`),
    persistent: false,
    // Test data may be lost in a power cut; in return commits do not wait for the disk.
    postgresFlags: [
      ...["-c", "fsync=off"],
      ...["-c", "synchronous_commit=off"],
      ...["-c", "full_page_writes=off"],
      // Every spec file's store has its own connection pool for each module.
      ...["-c", "max_connections=500"],
    ],
  });
}
