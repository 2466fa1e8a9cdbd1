import { spawnSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type ProcessGroup, startProcessGroup } from "../dev-database/process-group";
import { findServerUser } from "../dev-database/server-user";
import { SetupError } from "../setup-error";
import { sql } from "./database";

const START_TIMEOUT_MILLISECONDS = 30_000;

/** The program of PgBouncer: PGBOUNCER, or the system's. undefined: this machine has none. */
export function findPgBouncer(): string | undefined {
  const candidates = [process.env.PGBOUNCER?.trim() || "pgbouncer", "/usr/sbin/pgbouncer"];
  return candidates.find((program) => spawnSync(program, ["--version"]).status === 0);
}

type PgBouncerOptions = { program: string; folder: string; port: number; postgresPort: number; database: string };

/** Starts PgBouncer in transaction mode in front of PostgreSQL, and returns once it passes queries on. */
export async function startPgBouncer(options: PgBouncerOptions): Promise<ProcessGroup> {
  const { program, folder, port, database } = options;
  await mkdir(folder, { recursive: true });
  // The server's user, as which root runs it, has to reach it.
  await chmod(folder, 0o755);
  const settings = join(folder, "pgbouncer.ini");
  await writeFile(settings, settingsOf(options));
  await writeFile(join(folder, "users.txt"), '"postgres" ""\n');
  const group = startProcessGroup({
    program,
    programArguments: [settings],
    workingDirectory: folder,
    environment: { ...process.env, NODE_OPTIONS: "" },
    user: await findServerUser(),
  });
  const url = `postgres://postgres@localhost:${port}/${database}`;
  for (const deadline = Date.now() + START_TIMEOUT_MILLISECONDS; ; await delay(100)) {
    if (await sql(url, "select 1").catch(() => false)) {
      return group;
    }
    if (Date.now() > deadline) {
      await group.stop();
      throw new SetupError(`${group.recentOutput()}\n\npgbouncer did not start; its output is above.`);
    }
  }
}

/** What docs/cluster.md advises, with fewer connections. */
function settingsOf({ folder, port, postgresPort }: PgBouncerOptions): string {
  return [
    "[databases]",
    `* = host=127.0.0.1 port=${postgresPort}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = trust",
    `auth_file = ${join(folder, "users.txt")}`,
    "pool_mode = transaction",
    "default_pool_size = 20",
    "max_client_conn = 500",
    // Else it refuses connections for 15 seconds after PostgreSQL was away.
    "server_login_retry = 1",
    "",
  ].join("\n");
}
