/**
 * `npm run compat -- VERSION [--node 22] [--force]`: installs the packed plugin with this version of Medusa in a scratch store, boots
 * it and sends requests to each feature.
 *
 * `--node` runs the store with another Node.js, from npm. `--force` installs in spite of the peers, to try
 * a version before it is supported. Everything is deleted afterwards.
 */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDatabase, dropDatabase } from "../integration-tests/helpers/databases/databases";
import { PLUGIN, ScratchStore } from "../integration-tests/helpers/packaging/scratch-store";
import { ADMIN, type Check, smokeTest } from "./compat/smoke-test";
import { connectionFromEnvironment } from "./dev-database/connection";
import { type RunningPostgres, startPostgres } from "./dev-database/start-postgres";

const DATABASE = "customers-compat";
const PACKAGES = ["cli", "framework", "medusa"];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { node: { type: "string" }, force: { type: "boolean" } },
    allowPositionals: true,
  });
  const [version] = positionals;
  if (!version) {
    throw new Error("Which version? npm run compat -- 2.21.2");
  }
  const stopServer = await useServer();
  const node = values.node === undefined ? undefined : installNode(values.node);
  const store = new ScratchStore(DATABASE, node?.bin);
  try {
    await createDatabase(DATABASE);
    report(await tryVersion(store, version, Boolean(values.force)));
  } finally {
    await store.stop();
    store.delete();
    node?.delete();
    await dropDatabase(DATABASE);
    await stopServer();
  }
}

async function tryVersion(store: ScratchStore, version: string, isForced: boolean): Promise<Check[]> {
  const steps: Check[] = [];
  const step = async <Result>(name: string, work: () => Result | Promise<Result>): Promise<Result | undefined> => {
    const started = Date.now();
    console.log(`${name} ...`);
    try {
      const result = await work();
      steps.push({ name: `${name} (${Math.round((Date.now() - started) / 1_000)} s)` });
      return result;
    } catch (error) {
      steps.push({ name, error: error instanceof Error ? error.message.slice(-3_000) : String(error) });
      return undefined;
    }
  };
  const node = execFileSync("node", ["-v"], { env: store.environment(), encoding: "utf8" }).trim();
  const isInstalled = await step(`npm install of Medusa ${version}, Node.js ${node}`, () =>
    install(store, version, isForced),
  );
  const isMigrated =
    isInstalled && (await step("medusa db:migrate", () => succeed(store.exec("medusa", ["db:migrate"]))));
  const port = isMigrated && (await step("medusa start", () => boot(store)));
  if (port) {
    await step("medusa user", () => createUser(store));
    steps.push(...(await smokeTest(`http://localhost:${port}`)));
    await step("command duplicates", () => succeed(store.exec(PLUGIN, ["duplicates"])));
  }
  return steps;
}

function install(store: ScratchStore, version: string, isForced: boolean): true {
  const medusa = Object.fromEntries(PACKAGES.map((name) => [`@medusajs/${name}`, version]));
  store.writeManifest({ ...medusa, "@swc/core": "1.13.5", [PLUGIN]: `file:${store.pack()}` });
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", ...(isForced ? ["--legacy-peer-deps"] : [])];
  execFileSync("npm", ["install", ...flags], {
    cwd: store.folder,
    env: store.environment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  store.writeConfig((config) => `module.exports = require("${PLUGIN}").withCustomers(${config});`);
  return true;
}

async function boot(store: ScratchStore): Promise<number> {
  const port = await store.start("/health");
  if (port === undefined) {
    throw new Error(store.running?.output() ?? "");
  }
  return port;
}

function succeed({ status, stdout, stderr }: ReturnType<ScratchStore["exec"]>): true {
  if (status !== 0) {
    throw new Error(`${stdout}${stderr}`);
  }
  return true;
}

/** Creates an admin as a shop does. */
function createUser(store: ScratchStore): true {
  return succeed(store.exec("medusa", ["user", "-e", ADMIN.email, "-p", ADMIN.password]));
}

/** The server of DATABASE_URL or DB_HOST, or a temporary one. */
async function useServer(): Promise<() => Promise<void>> {
  const given = connectionFromEnvironment();
  const started = given || process.env.DB_HOST ? undefined : await temporaryServer();
  const connection = given ?? started;
  if (connection) {
    process.env.DB_HOST = connection.host;
    process.env.DB_PORT = String(connection.port);
    process.env.DB_USERNAME = connection.user;
    process.env.DB_PASSWORD = connection.password;
    delete process.env.DATABASE_URL;
  }
  return async () => started?.stop();
}

async function temporaryServer(): Promise<RunningPostgres> {
  const dataDirectory = join(tmpdir(), `medusa-plugin-customers-compat-${randomUUID()}`);
  return await startPostgres({ dataDirectory, persistent: false });
}

/** Installs Node.js of this version in a folder of its own: the part of the npm package `node` for this machine. */
function installNode(version: string): { bin: string; delete(): void } {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = mkdtempSync(join(tmpdir(), "customers-compat-node-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { [name]: version } }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return { bin: join(folder, "node_modules", name, "bin"), delete: () => rmSync(folder, { recursive: true }) };
}

function report(checks: Check[]): void {
  for (const { name, error } of checks) {
    console.log(
      `${error === undefined ? "ok    " : "FAILED"}  ${name}${error === undefined ? "" : `\n        ${error.replace(/\n/g, "\n        ")}`}`,
    );
  }
  process.exitCode = checks.every(({ error }) => error === undefined) ? 0 : 1;
}

void main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
