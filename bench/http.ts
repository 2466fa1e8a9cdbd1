import { setTimeout as delay } from "node:timers/promises";
import { SetupError } from "../scripts/setup-error";
import type { Session } from "../scripts/start/session";
import type { BenchDatabase } from "./databases/database";
import type { EnsureOptions } from "./databases/ensure";
import { readFixtures } from "./databases/fixtures";
import { markInUse, withDatabase } from "./databases/lifecycle";
import type { BenchServer } from "./databases/server";
import { ensureStoreDatabases, type StoreDatabases } from "./http/databases";
import type { Load } from "./http/load";
import { adminHeaders, CREATED_DOMAIN, type HttpOperation, httpOperations } from "./http/requests";
import { type RunningStore, STORE_KINDS, type StoreKind, startStore } from "./http/stores";
import { step } from "./progress";
import { markdownTable, ratio, time, times, writeResult } from "./report";

type HttpRun = EnsureOptions & { session: Session; only: string | undefined };

type HttpResult = { name: string } & Record<StoreKind, Load> & { vs_core: number | null };

/** How long an abandoned request may keep the database busy before it is cancelled. */
const DRAIN_MILLISECONDS = 5000;

/** Two stores on the same rows, one request after the other, each on core's and then on ours. */
export async function runHttp(options: HttpRun): Promise<{ name: string; core: number; ours: number }[]> {
  const { server, session, rows, only } = options;
  const { applyLoad } = loadTool();
  const databases = await ensureStoreDatabases(options);
  const operations = await chooseOperations(server, databases, { rows, only });
  const names = [databases.core, databases.ours];
  await markInUse(server, names, true);
  const stores = {
    core: await step("Starting the store on core", () => startStore(session, "core", server.url(databases.core))),
    ours: await step("Starting the store on ours", () => startStore(session, "ours", server.url(databases.ours))),
  };
  await assertPlugin(stores);
  const results: HttpResult[] = [];
  for (const [place, operation] of operations.entries()) {
    await step(`[${place + 1}/${operations.length}] ${operation.name}`, async () => {
      const loads = await loadEach(server, databases, { stores, work: (origin) => applyLoad(origin, operation) });
      const vs_core = ratio(loads.ours.requestsPerSecond, loads.core.requestsPerSecond);
      results.push({ name: operation.name, ...loads, vs_core });
      await write(options, results);
    });
  }
  await Promise.all(STORE_KINDS.map((kind) => stores[kind].stop()));
  await removeCreated(server, databases);
  await markInUse(server, names, false);
  await report(options, results);
  return results.map(({ name, core, ours }) => ({
    name,
    core: core.requestsPerSecond,
    ours: ours.requestsPerSecond,
  }));
}

/** A store whose config went wrong would be core, compared with core. Only the plugin lists duplicates. */
async function assertPlugin(stores: Record<StoreKind, RunningStore>): Promise<void> {
  for (const kind of STORE_KINDS) {
    const answer = await fetch(`${stores[kind].origin}/admin/customers/duplicates`, { headers: adminHeaders() });
    if (answer.ok !== (kind === "ours")) {
      throw new Error(`The store "${kind}" answers ${answer.status} to a request of the plugin's own.`);
    }
  }
}

/** Loaded only now: the other modes do without autocannon. */
function loadTool(): typeof import("./http/load") {
  try {
    // A true import() would look for a file without TypeScript's ending.
    return require("./http/load");
  } catch (error) {
    throw new SetupError(`autocannon cannot be loaded; run npm ci. (${String(error).split("\n")[0]})`);
  }
}

async function chooseOperations(
  server: BenchServer,
  databases: StoreDatabases,
  { rows, only }: { rows: number; only: string | undefined },
): Promise<HttpOperation[]> {
  const fixtures = await withDatabase(server.url(databases.core), (database) => readFixtures(database, rows));
  const operations = httpOperations(fixtures, fixtures.deepRow.id);
  return operations.filter(({ name }) => name.toLowerCase().includes(only ?? ""));
}

type Work = { stores: Record<StoreKind, RunningStore>; work: (origin: string) => Promise<Load> };

async function loadEach(
  server: BenchServer,
  databases: StoreDatabases,
  { stores, work }: Work,
): Promise<Record<StoreKind, Load>> {
  const loadOne = async (kind: StoreKind) => {
    const load = await work(stores[kind].origin);
    await withDatabase(server.url(databases[kind]), drain);
    return load;
  };
  return { core: await loadOne("core"), ours: await loadOne("ours") };
}

/** Waits until the database is idle, so that work of one store does not slow down the other one. */
async function drain(database: BenchDatabase): Promise<void> {
  const deadline = Date.now() + DRAIN_MILLISECONDS;
  for (;;) {
    const isLate = Date.now() > deadline;
    const busy = await database.rows(
      `select ${isLate ? "pg_cancel_backend(pid)" : "pid"} from pg_stat_activity
       where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`,
    );
    if (busy.length === 0) {
      return;
    }
    await delay(200);
  }
}

async function removeCreated(server: BenchServer, databases: StoreDatabases): Promise<void> {
  for (const kind of STORE_KINDS) {
    await withDatabase(server.url(databases[kind]), async (database) => {
      await database.rows(`delete from customer where email like '%@${CREATED_DOMAIN}'`);
      await database.rows("vacuum (analyze) customer");
    });
  }
}

async function report(options: HttpRun, results: readonly HttpResult[]): Promise<void> {
  console.log(`\n${options.rows.toLocaleString("en")} customers, through HTTP\n\n${tableOf(results)}\n`);
  console.log(`Written to ${await write(options, results)}`);
}

/** Writes what is measured so far. @returns the path of the file. */
async function write({ server, rows, only }: HttpRun, results: readonly HttpResult[]): Promise<string> {
  const result = { rows, node: process.version, postgres: server.version, requests: results };
  return await writeResult(`http-${rows}${only === undefined ? "" : "-only"}`, result, tableOf(results));
}

function tableOf(results: readonly HttpResult[]): string {
  const header = [
    ...["request", "core req/s", "ours req/s", "vs core", "core p50 ms", "core p95 ms", "ours p50 ms", "ours p95 ms"],
    "notes",
  ];
  return markdownTable(
    header,
    results.map(({ name, core, ours, vs_core }) => [
      ...[name, String(core.requestsPerSecond), String(ours.requestsPerSecond), times(vs_core)],
      ...[core.p50, core.p95, ours.p50, ours.p95].map(time),
      [...core.notes.map((note) => `core: ${note}`), ...ours.notes.map((note) => `ours: ${note}`)].join("; "),
    ]),
  );
}
