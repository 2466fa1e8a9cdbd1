import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createDatabase, databaseUrl, dropDatabase, withConnection } from "../helpers/databases/databases";

const ROOT = resolve(__dirname, "../..");
const DATABASE = `customers-packaging-${process.env.JEST_WORKER_ID ?? 1}`;
const PLUGIN = "medusa-plugin-customers";
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};

let app: string;
let running: { child: ChildProcess; output: () => string } | undefined;

/**
 * The packed plugin is a real folder in the app; everything else comes from this checkout, as an install would put it.
 * npm resolves dependencies and peers as ever and refuses a version that does not fit; only it links them instead of
 * fetching them.
 */
function installPackedPlugin(): void {
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", app], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(packed) as { filename: string }[];
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).map((name) => [
    name,
    `file:${join(ROOT, "node_modules", name)}`,
  ]);
  const wanted = { ...Object.fromEntries(needed), [PLUGIN]: `file:${filename}` };
  writeFileSync(
    join(app, "package.json"),
    JSON.stringify({ name: "scratch-store", private: true, dependencies: wanted }),
  );
  // Linked packages are installed already; npm would run the scripts by which their authors build them.
  const flags = ["--offline", "--strict-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", ["install", ...flags], {
    cwd: app,
    stdio: ["ignore", "ignore", "inherit"],
  });
  linkFolder(join(ROOT, "node_modules"), join(app, "node_modules"));
  // The CLI takes a folder for a Medusa project by this line.
  const dependencies = { "@medusajs/medusa": "2.21.2", [PLUGIN]: `file:${filename}` };
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "scratch-store", private: true, dependencies }));
}

function linkFolder(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (name === PLUGIN || name === "store" || name === ".package-lock.json") {
      continue;
    }
    rmSync(join(to, name), { recursive: true, force: true });
    symlinkSync(join(from, name), join(to, name));
  }
}

function writeConfig(mount: (config: string) => string): void {
  const config = `defineConfig({
    projectConfig: { databaseUrl: process.env.DATABASE_URL, http: { jwtSecret: "test", cookieSecret: "test" } },
    admin: { disable: true },
  })`;
  writeFileSync(
    join(app, "medusa-config.js"),
    `const { defineConfig } = require("@medusajs/framework/utils");\n${mount(config)}\n`,
  );
}

function environment(port?: number): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...rest } = process.env;
  return {
    ...rest,
    NODE_ENV: "development",
    DATABASE_URL: databaseUrl(DATABASE),
    MEDUSA_DISABLE_TELEMETRY: "true",
    ...(port ? { PORT: String(port) } : {}),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Starts the scratch store and answers what `GET /who` says once it listens; `undefined` when it ends instead. */
async function start(): Promise<{ who: unknown } | undefined> {
  const port = await freePort();
  const { child } = run(port);
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`http://localhost:${port}/who`).catch(() => undefined);
    if (answer?.ok) {
      return { who: await answer.json() };
    }
    await new Promise((next) => setTimeout(next, 100));
  }
  return undefined;
}

/** Runs the scratch store; `stop` ends it. */
function run(port: number) {
  const child = spawn(join(app, "node_modules/.bin/medusa"), ["start"], {
    cwd: app,
    env: { ...environment(port), LOG_LEVEL: "info" },
    detached: true,
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  running = { child, output: () => output };
  return running;
}

/** What a store without routes has said by the time it listens. */
async function startedWorker(): Promise<string> {
  const { child, output } = run(await freePort());
  while (child.exitCode === null && !/Server is ready/.test(output())) {
    await new Promise((next) => setTimeout(next, 100));
  }
  return output();
}

/** Runs one of the plugin's commands with `medusa exec` to its end. */
function exec(command: string, args: string[] = [], variables: NodeJS.ProcessEnv = {}) {
  const file = `./node_modules/${PLUGIN}/.medusa/server/src/commands/${command}.js`;
  return spawnSync(join(app, "node_modules/.bin/medusa"), ["exec", file, ...args], {
    cwd: app,
    env: { ...environment(), LOG_LEVEL: "info", ...variables },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function stop(): Promise<void> {
  const child = running?.child;
  if (child?.pid && child.exitCode === null) {
    const ended = new Promise((done) => child.once("exit", done));
    process.kill(-child.pid, "SIGKILL");
    await ended;
  }
  running = undefined;
}

beforeAll(async () => {
  app = realpathSync(mkdtempSync(join(tmpdir(), "customers-packaging-")));
  installPackedPlugin();
  mkdirSync(join(app, "src/api/who"), { recursive: true });
  writeFileSync(
    join(app, "src/api/who/route.js"),
    `exports.GET = (req, res) => {
      const file = Object.keys(require.cache).find((name) => name.endsWith("src/modules/customer/service.js"));
      res.json({ plugin: req.scope.resolve("customer").plugin ?? "core", file });
    };`,
  );
  writeConfig((config) => `module.exports = require("${PLUGIN}").withCustomers(${config});`);
  await createDatabase(DATABASE);
  execFileSync(join(app, "node_modules/.bin/medusa"), ["db:migrate"], { cwd: app, env: environment(), stdio: "pipe" });
});

afterEach(stop);

afterAll(async () => {
  await dropDatabase(DATABASE);
  rmSync(app, { recursive: true, force: true });
});

describe("the packed plugin in a store outside of this checkout", () => {
  it("answers as the customer module when mounted with withCustomers", async () => {
    const answer = await start();

    const said = running?.output() ?? "";
    expect(said).not.toContain("is mounted, but another module answers");
    expect(said.match(/guest_checkout is "auto"\. A cart with the email of a registered customer/g)).toHaveLength(1);
    expect(answer).toEqual({
      who: { plugin: PLUGIN, file: join(app, `node_modules/${PLUGIN}/.medusa/server/src/modules/customer/service.js`) },
    });
  });

  it("gives every export but that for the dashboard to require: the root, the workflows, the module by both of its names", () => {
    const forNode = Object.keys(manifest.exports).filter((name) => name !== "./admin");
    const names = forNode.map((name) => join(PLUGIN, name).replace("*", "customer"));
    const script = `for (const name of ${JSON.stringify(names)}) console.log(name, Object.keys(require(name)).length > 0)`;

    const said = execFileSync(process.execPath, ["-e", script], { cwd: app, env: environment(), encoding: "utf8" });

    expect(names).toContain(`${PLUGIN}/modules/customer`);
    expect(said.trim().split("\n")).toEqual(names.map((name) => `${name} true`));
  });

  it("exports customers with medusa exec: to a file and to stdout, and says what is wrong with an argument", async () => {
    await withConnection(DATABASE, (client) =>
      client.query(`insert into customer (id, email, has_account) values
        ('cus_a', 'ann@x.io', true), ('cus_b', 'bob@x.io', false)`),
    );

    const toFile = exec("customers-export", ["customers.csv"]);
    const toStdout = exec("customers-export", ["/dev/stdout", "jsonl", '{"has_account":true}']);
    const refused = exec("customers-export", ["refused.csv", "xlsx"]);

    expect([toFile.status, toFile.stderr]).toEqual([0, expect.stringMatching(/2 customers in .* a second/)]);
    const [header, ...lines] = readFileSync(join(app, "customers.csv"), "utf8").trim().split("\n");
    expect(header).toMatch(/^id,external_id,email,/);
    expect(lines.map((line) => line.split(",").slice(0, 3))).toEqual([
      ["cus_a", "", "ann@x.io"],
      ["cus_b", "", "bob@x.io"],
    ]);
    expect(
      toStdout.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ id: "cus_a" }]);
    expect(refused.status).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain('The field "format" must be one of csv, jsonl');
    expect(readdirSync(app).filter((name) => /^(customers|refused)\./.test(name))).toEqual(["customers.csv"]);
    await withConnection(DATABASE, (client) => client.query("delete from customer"));
  });

  it("lists emails that differ by spelling only with medusa exec: ids and what to do, no email", async () => {
    const duplicates = () => exec("customers-duplicates");
    expect(duplicates()).toMatchObject({
      stdout: "",
      stderr: expect.stringContaining("No two customers share an email"),
    });
    await withConnection(DATABASE, (client) =>
      client.query(`insert into customer (id, email, has_account) values
        ('cus_1', 'ada@x.io', true), ('cus_2', 'Ada@x.io', true), ('cus_3', 'ADA@x.io', false)`),
    );

    const { stdout, stderr } = duplicates();

    const lines = stdout.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { customer_id: "cus_2", problem: "taken", taken_by: "cus_1", has_account: true },
      { customer_id: "cus_3", problem: "spelling", taken_by: null, has_account: false },
    ]);
    expect(stderr).toContain(
      "1 customer with another customer's email in another spelling. If the two are one person, merge",
    );
    expect(stdout + stderr).not.toMatch(/ada@x\.io/i);
  });

  it("says with medusa exec what it would take out of the database, and drops nothing", async () => {
    const { stdout, stderr } = exec("customers-uninstall");

    expect(JSON.parse(stdout)).toMatchObject({ dry_run: true, tables: expect.arrayContaining(["customer_merge"]) });
    expect(stderr).toContain("Nothing was dropped. Run customers:uninstall drop to drop all of it.");
    await withConnection(DATABASE, (client) => client.query("select from customer_merge"));
  });

  it("says loudly which lines are missing when only the plugin entry is there", async () => {
    writeConfig((config) => `module.exports = { ...${config}, plugins: [{ resolve: "${PLUGIN}", options: {} }] };`);

    const answer = await start();

    expect(answer?.who).toMatchObject({ plugin: "core" });
    const said = running?.output() ?? "";
    expect(said.match(/is mounted, but another module answers as "customer"/g)).toHaveLength(1);
    expect(said).toContain('import { withCustomers } from "medusa-plugin-customers"');
    expect(said).toContain("module.exports = withCustomers(defineConfig(");
  });

  it("says so in a worker too, which serves no routes", async () => {
    writeConfig(
      (config) => `const config = { ...${config}, plugins: [{ resolve: "${PLUGIN}", options: {} }] };
      config.projectConfig.workerMode = "worker";
      module.exports = config;`,
    );

    const said = await startedWorker();

    expect(said.match(/is mounted, but another module answers as "customer"/g)).toHaveLength(1);
  });

  it("does not boot with options in the plugins entry only, and names both entries", async () => {
    writeConfig(
      (config) => `const config = { ...${config}, plugins: [{ resolve: "${PLUGIN}", options: { claim: "off" } }] };
      config.modules.customer = { resolve: "${PLUGIN}/modules/customer", options: {} };
      module.exports = config;`,
    );

    expect(await start()).toBeUndefined();
    expect(running?.output()).toContain('the two entries in medusa-config have different options: "claim"');
  });

  it("does not boot with a wrong option, and names the option and what is allowed", async () => {
    writeConfig(
      (config) => `const config = require("${PLUGIN}").withCustomers(${config});
      config.modules.customer.options.email_normalization = "secret-value";
      module.exports = config;`,
    );

    const answer = await start();

    expect(answer).toBeUndefined();
    const said = running?.output() ?? "";
    expect(said).toContain('the option "email_normalization" must be one of "lowercase", "lowercase_domain", "none"');
    expect(said).not.toContain("secret-value");
  });
});
