import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDatabase, dropDatabase, withConnection } from "../helpers/databases/databases";
import { freePort, manifest, PLUGIN, ROOT, ScratchStore } from "../helpers/packaging/scratch-store";

const DATABASE = `customers-packaging-${process.env.JEST_WORKER_ID ?? 1}`;

const store = new ScratchStore(DATABASE);
const app = store.folder;

/**
 * The packed plugin is a real folder in the app; everything else comes from this checkout, as an install would put it.
 * npm resolves dependencies and peers as usual and refuses a version that does not fit; only it links them instead of
 * fetching them.
 */
function installPackedPlugin(): void {
  const filename = store.pack();
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).map((name) => [
    name,
    `file:${join(ROOT, "node_modules", name)}`,
  ]);
  store.writeManifest({ ...Object.fromEntries(needed), [PLUGIN]: `file:${filename}` });
  // Linked packages are installed already; npm would run the scripts by which their authors build them.
  const flags = ["--offline", "--strict-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", ["install", ...flags], {
    cwd: app,
    stdio: ["ignore", "ignore", "inherit"],
  });
  linkFolder(join(ROOT, "node_modules"), join(app, "node_modules"));
  linkFolder(join(ROOT, "node_modules/.bin"), join(app, "node_modules/.bin"));
  // The CLI takes a folder for a Medusa project by this line.
  store.writeManifest({
    "@medusajs/medusa": manifest.devDependencies["@medusajs/medusa"],
    [PLUGIN]: `file:${filename}`,
  });
}

/** Links the packages of this checkout, but for what npm has put there. */
function linkFolder(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (name === PLUGIN || name === "store" || name === ".package-lock.json" || name === ".bin") {
      continue;
    }
    rmSync(join(to, name), { recursive: true, force: true });
    symlinkSync(join(from, name), join(to, name));
  }
}

/** Starts the store and answers what `GET /who` says once it listens; `undefined` when it ends instead. */
async function start(): Promise<{ who: unknown } | undefined> {
  const port = await store.start("/who");
  return port === undefined ? undefined : { who: await (await fetch(`http://localhost:${port}/who`)).json() };
}

/** What a store without routes has said by the time it listens. */
async function startedWorker(): Promise<string> {
  const { child, output } = store.run(await freePort());
  while (child.exitCode === null && !/Server is ready/.test(output())) {
    await new Promise((next) => setTimeout(next, 100));
  }
  return output();
}

/** Runs a command of the plugin, by its short name. */
const command = (...words: string[]) => store.exec(PLUGIN, words);

beforeAll(async () => {
  installPackedPlugin();
  mkdirSync(join(app, "src/api/who"), { recursive: true });
  writeFileSync(
    join(app, "src/api/who/route.js"),
    `exports.GET = (req, res) => {
      const file = Object.keys(require.cache).find((name) => name.endsWith("src/modules/customer/service.js"));
      res.json({ plugin: req.scope.resolve("customer").plugin ?? "core", file });
    };`,
  );
  store.writeConfig((config) => `module.exports = require("${PLUGIN}").withCustomers(${config});`);
  await createDatabase(DATABASE);
  execFileSync(join(app, "node_modules/.bin/medusa"), ["db:migrate"], {
    cwd: app,
    env: store.environment(),
    stdio: "pipe",
  });
});

afterEach(() => store.stop());

afterAll(async () => {
  await dropDatabase(DATABASE);
  store.delete();
});

describe("the packed plugin in a store outside of this checkout", () => {
  it("answers as the customer module when mounted with withCustomers", async () => {
    const answer = await start();

    const said = store.running?.output() ?? "";
    expect(said).not.toContain("is mounted, but another module answers");
    expect(said.match(/guest_checkout is "auto"\. A cart with the email of a registered customer/g)).toHaveLength(1);
    expect(answer).toEqual({
      who: { plugin: PLUGIN, file: join(app, `node_modules/${PLUGIN}/.medusa/server/src/modules/customer/service.js`) },
    });
  });

  it("gives every export but that for the dashboard to require: the root, the workflows, the module by both of its names", () => {
    const forNode = Object.keys(manifest.exports).filter((name) => name !== "./admin");
    const names = forNode.map((name) => join(PLUGIN, name).replace("*", "customer"));
    // An entry of types has nothing to run.
    const script = `for (const name of ${JSON.stringify(names)})
      console.log(name, Object.keys(require(name)).length > 0 || name.endsWith("/types"))`;

    const said = execFileSync(process.execPath, ["-e", script], {
      cwd: app,
      env: store.environment(),
      encoding: "utf8",
    });

    expect(names).toContain(`${PLUGIN}/modules/customer`);
    expect(said.trim().split("\n")).toEqual(names.map((name) => `${name} true`));
  });

  it("exports customers with the command: to a file and to stdout, and says what is wrong with an argument", async () => {
    await withConnection(DATABASE, (client) =>
      client.query(`insert into customer (id, email, has_account) values
        ('cus_a', 'ann@x.io', true), ('cus_b', 'bob@x.io', false)`),
    );

    const toFile = command("export", "customers.csv");
    const toStdout = command("export", "/dev/stdout", "jsonl", '{"has_account":true}');
    const refused = command("export", "refused.csv", "xlsx");

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

  it("lists emails that differ by spelling only with the command: ids and what to do, no email", async () => {
    const duplicates = () => command("duplicates");
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
    expect(command("export", "/dev/stdout").stdout.split("\n")).toEqual([
      expect.stringMatching(/^id,external_id,email,/),
      ...["cus_1,,ada@x.io,true,", "cus_2,,Ada@x.io,true,", "cus_3,,ADA@x.io,false,"].map((row) =>
        expect.stringContaining(row),
      ),
      "",
    ]);
  });

  it("says with the command what it would take out of the database, and drops nothing", async () => {
    const { stdout, stderr } = command("uninstall");

    expect(JSON.parse(stdout)).toMatchObject({ dry_run: true, tables: expect.arrayContaining(["customer_merge"]) });
    expect(stderr).toContain('Nothing was dropped. Run the command with "drop" to drop all of it.');
    await withConnection(DATABASE, (client) => client.query("select from customer_merge"));
  });

  it("has a --help of each command on stdout, which needs no database, and one of all of them", () => {
    const all = command("--help");
    const names = [...all.stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name]) => name);
    const commands = readdirSync(join(ROOT, "src/commands"))
      .map((file) => /^customers-(\w+)\.ts$/.exec(file)?.[1])
      .filter((name) => name !== undefined);
    expect(names).toEqual(commands.sort());

    for (const name of names) {
      const { status, stdout, stderr } = store.exec(PLUGIN, [name, "--help"], { DATABASE_URL: "none" });
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`Usage: npx ${PLUGIN} ${name}`);
    }
    expect(command("import", "--wrong")).toMatchObject({ status: 1, stdout: "" });
    expect(command("merge")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no command "merge"'),
    });
  });

  it("runs a command by its path with Medusa's command line too", () => {
    const file = `./node_modules/${PLUGIN}/.medusa/server/src/commands/customers-logins.js`;

    const { status, stdout } = store.exec("medusa", ["exec", file]);

    expect([status, JSON.parse(stdout)]).toEqual([0, { dry_run: true, read: 0, to_rename: 0, skipped: 0 }]);
  });

  it("says loudly which lines are missing when only the plugin entry is there", async () => {
    store.writeConfig(
      (config) => `module.exports = { ...${config}, plugins: [{ resolve: "${PLUGIN}", options: {} }] };`,
    );

    const answer = await start();

    expect(answer?.who).toMatchObject({ plugin: "core" });
    const said = store.running?.output() ?? "";
    expect(said.match(/is mounted, but another module answers as "customer"/g)).toHaveLength(1);
    expect(said).toContain('import { withCustomers } from "medusa-plugin-customers"');
    expect(said).toContain("module.exports = withCustomers(defineConfig(");
  });

  it("says so in a worker too, which serves no routes", async () => {
    store.writeConfig(
      (config) => `const config = { ...${config}, plugins: [{ resolve: "${PLUGIN}", options: {} }] };
      config.projectConfig.workerMode = "worker";
      module.exports = config;`,
    );

    const said = await startedWorker();

    expect(said.match(/is mounted, but another module answers as "customer"/g)).toHaveLength(1);
  });

  it("does not boot with options in the plugins entry only, and names both entries", async () => {
    store.writeConfig(
      (config) => `const config = { ...${config}, plugins: [{ resolve: "${PLUGIN}", options: { claim: "off" } }] };
      config.modules.customer = { resolve: "${PLUGIN}/modules/customer", options: {} };
      module.exports = config;`,
    );

    expect(await start()).toBeUndefined();
    expect(store.running?.output()).toContain('the two entries in medusa-config have different options: "claim"');
  });

  it("does not boot with a wrong option, and names the option and what is allowed", async () => {
    store.writeConfig(
      (config) => `const config = require("${PLUGIN}").withCustomers(${config});
      config.modules.customer.options.email_normalization = "secret-value";
      module.exports = config;`,
    );

    const answer = await start();

    expect(answer).toBeUndefined();
    const said = store.running?.output() ?? "";
    expect(said).toContain('the option "email_normalization" must be one of "lowercase", "lowercase_domain", "none"');
    expect(said).not.toContain("secret-value");
  });
});
