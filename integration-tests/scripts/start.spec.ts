import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fingerprintSources, isPluginStale } from "../../scripts/build-plugin";
import { findFreePort } from "../../scripts/ports";
import { childEnvironment } from "../helpers/run/child-environment";

const ROOT = resolve(__dirname, "../..");
const DATA = join(tmpdir(), `medusa-plugin-customers-start-${randomUUID()}`);
const PID_FILE = join(DATA, "postmaster.pid");

/** A number that no process has: above the highest that Linux gives. */
const NO_PROCESS = 4_194_305;

/** `npm start -- --check` over the data of this spec, as a reader types it, until it ends. */
async function startAndCheck(port: number, ...flags: string[]): Promise<{ code: number | null; said: string }> {
  const environment = Object.fromEntries(
    Object.entries(childEnvironment()).filter(([name]) => !/^(DB_|DATABASE_URL)/.test(name)),
  );
  const child = spawn("npm", ["start", "--", "--check", ...flags], {
    cwd: ROOT,
    env: { ...environment, NODE_ENV: "development", PORT: String(port), POSTGRES_DATA: DATA },
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, said };
}

function listening(port: number): Promise<Server> {
  return new Promise((done) => {
    const server = createServer().listen(port, () => done(server));
  });
}

beforeAll(async () => {
  if (await isPluginStale(await fingerprintSources())) {
    // A build now would take the plugin away from the stores that run beside this spec.
    throw new Error("The built plugin is not up to date. Run npm run build first; npm test does.");
  }
});

afterAll(() => rmSync(DATA, { recursive: true, force: true }));

describe("npm start", () => {
  let customers: string | undefined;
  const customersIn = (said: string) => said.match(/Customers +(\d+), guests/)?.[1];

  it("on nothing: makes database and sample, answers the five calls that it prints, and ends without a trace", async () => {
    const { code, said } = await startAndCheck(await findFreePort());

    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining("All five calls work.") });
    expect(said).not.toContain("Migrating the database ... up to date");
    expect(existsSync(join(DATA, "PG_VERSION"))).toBe(true);
    expect(existsSync(PID_FILE)).toBe(false);
    customers = customersIn(said);
  });

  it("again, after a crash that left postmaster.pid behind: says so, goes on with the same data, and answers the commands of the guides", async () => {
    writeFileSync(PID_FILE, `${NO_PROCESS}\n${DATA}\n`, { mode: 0o644 });

    const { code, said } = await startAndCheck(await findFreePort(), "--guides");

    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining("All commands of the guides work.") });
    expect(said).toContain("stale postmaster.pid");
    expect(said).toContain("Migrating the database ... up to date");
    // The first start ran the store's own workflow, which creates one.
    expect(Number(customersIn(said))).toBe(Number(customers) + 1);
    expect(existsSync(PID_FILE)).toBe(false);
  });

  it("on a taken port: ends at once, names the port and another that can be had, and touches no data", async () => {
    const port = await findFreePort();
    const server = await listening(port);
    const before = readFileSync(join(DATA, "PG_VERSION"), "utf8");

    const { code, said } = await startAndCheck(port);
    await new Promise((done) => server.close(done));

    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken by another program`);
    expect(said).toContain(`PORT=${port + 1} npm start`);
    expect(said).not.toContain("Starting PostgreSQL");
    expect(readFileSync(join(DATA, "PG_VERSION"), "utf8")).toBe(before);
  });
});
