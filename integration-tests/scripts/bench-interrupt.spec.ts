import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { fingerprintSources, isPluginStale } from "../../scripts/build-plugin";
import { databaseUrl, withConnection } from "../helpers/databases/databases";
import { childEnvironment } from "../helpers/run/child-environment";
import { until } from "../helpers/timing/until";

const ROOT = resolve(__dirname, "../..");
/** No one benchmarks so many: the databases of this spec are its own. They would take half a minute to generate. */
const ROWS = 600_123;
const NAMES = [`bench_core_${ROWS}`, `bench_ours_${ROWS}`];

async function query(database: string, statement: string): Promise<unknown[]> {
  return await withConnection(database, async (client) => (await client.query(statement)).rows);
}

const atWork = (): Promise<unknown[]> =>
  query("postgres", `select query from pg_stat_activity where datname like 'bench\\_%\\_${ROWS}' and state = 'active'`);

/** Runs the benchmark on the server of the tests, sends SIGINT while rows are generated, and returns what it wrote. */
async function interrupt(): Promise<{ code: number | null; said: string }> {
  const register = require.resolve("ts-node/register/transpile-only");
  const child = spawn(process.execPath, ["--require", register, join(ROOT, "bench/run.ts"), "--rows", String(ROWS)], {
    cwd: ROOT,
    env: { ...childEnvironment(), DATABASE_URL: databaseUrl("postgres") },
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const ended = new Promise<number | null>((done) => child.once("close", done));
  await until(async () => child.exitCode !== null || (said.includes("Generating") && (await atWork()).length > 0));
  child.kill("SIGINT");
  return { code: await ended, said };
}

describe("npm run bench", () => {
  beforeAll(async () => {
    if (await isPluginStale(await fingerprintSources())) {
      throw new Error("The built plugin is not up to date. Run npm run build first; npm test does.");
    }
  });

  afterAll(async () => {
    for (const name of NAMES) {
      await query("postgres", `drop database if exists "${name}" with (force)`);
    }
  });

  it("ends on Ctrl-C in the middle of a statement, which ends too, without a stack", async () => {
    const { code, said } = await interrupt();
    expect([code, said.slice(said.indexOf("Generating"))]).toEqual([1, "Generating 600,123 customers ... "]);

    // Before the statement could end by itself: nothing is written.
    await until(async () => (await atWork()).length === 0, atWork);
    expect(await query(NAMES[0], "select id from customer limit 1")).toEqual([]);
  });
});
