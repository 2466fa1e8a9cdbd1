import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import type { CustomerImport } from "../../src/modules/customer/imports/import-row.sql";
import { type CustomerDatabase, useCustomerDatabase } from "../helpers/databases/customer-database";
import { databaseUrl } from "../helpers/databases/databases";
import { copyTemplate } from "../helpers/databases/template-databases";
import { withImportFile } from "../helpers/imports/import-file";

const SCRIPT = resolve(__dirname, "../helpers/imports/import-process.js");
const MEGABYTES = 200;

/** More than the suite has time for: `IMPORT_ROWS=100000 IMPORT_KILLS=10`. */
const ROWS = Number(process.env.IMPORT_ROWS ?? 20_000);
const KILLS = Number(process.env.IMPORT_KILLS ?? 3);

/** About as long as a batch takes to be stored: a kill comes in one, or between two. */
const BATCH_MILLISECONDS = 200;

/** Against hanging only, with as many kills as asked for. */
jest.setTimeout(600_000 * (1 + KILLS));

type Ended = { import: CustomerImport; events: number; peak: number };

/** A process that imports; what it has printed so far. */
class Importer {
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, ["--expose-gc", SCRIPT, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    this.exited = once(this.child, "exit");
    this.child.stdout?.on("data", (data: Buffer) => this.lines.push(...data.toString().trim().split("\n")));
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null;
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited;
  }

  async ended(): Promise<Ended> {
    await this.exited;
    // as: the last line is what the script prints.
    return JSON.parse(this.lines[this.lines.length - 1]) as Ended;
  }
}

/** Waits until more than so many rows are read or stored by a process that lives, or it has ended. */
async function reaches(
  database: CustomerDatabase,
  importer: Importer,
  { progress, rows }: { progress: "total" | "created"; rows: number },
): Promise<void> {
  const working = `
    select id from customer_import where ${progress} > $1 and heartbeat_at > now() - interval '20 seconds'`;
  while (!importer.hasEnded && !(await database.sql(working, [Math.floor(rows)])).length) {
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

/** The first kills come while the file is read, the others each in a part of its own while it is stored. */
function momentOf(kill: number, stored: number): { progress: "total" | "created"; rows: number } {
  if (kill < KILLS / 3) {
    return { progress: "total", rows: Math.random() * 0.5 * ROWS };
  }
  return { progress: "created", rows: Math.max(stored, ((kill + Math.random()) / (KILLS + 2)) * ROWS) };
}

/** Some of the file is read and what is read is being checked, or some of it is stored and not all. */
const isUnderWay = ({ state, total, created }: CustomerImport) =>
  state === "validating" ? total > 0 : state === "importing" && created > 0 && created < ROWS;

const assertStored = async (database: CustomerDatabase) =>
  expect(
    await database.sql(`
      select
        (select count(*)::int from customer) as customers,
        (select count(distinct external_id)::int from customer) as external_ids,
        (select count(*)::int from customer where metadata ->> 'n' = substr(external_id, 2)) as right_rows,
        (select count(*)::int from customer_address where is_default_shipping) as addresses,
        (select count(*)::int from customer_group_customer) as memberships,
        (select count(*)::int from customer_group) as groups,
        (select count(*)::int from customer_import_row) as rows_left
    `),
  ).toEqual([
    {
      ...{ customers: ROWS, external_ids: ROWS, right_rows: ROWS, addresses: ROWS, memberships: ROWS },
      ...{ groups: 1, rows_left: 0 },
    },
  ]);

describe(`importing ${ROWS} customers with an address and a group each`, () => {
  const database = useCustomerDatabase("import");

  beforeEach(() => copyTemplate("module", database.name));

  it(`takes less than ${MEGABYTES} MB above the start, and finds nothing to do the second time`, async () => {
    await withImportFile(ROWS, async (path) => {
      const first = await new Importer([databaseUrl(database.name), path]).ended();
      process.stderr.write(`import: ${first.peak} MB, ${first.events} events\n`);
      expect(first.import).toMatchObject({ state: "completed", total: ROWS, created: ROWS, invalid: 0 });
      expect(first.events).toBe(3 * ROWS + 1);
      expect(first.peak).toBeLessThan(MEGABYTES);
      await assertStored(database);

      const again = await new Importer([databaseUrl(database.name), path]).ended();
      process.stderr.write(`again: ${again.peak} MB, ${again.events} events\n`);
      expect(again.import).toMatchObject({ state: "completed", total: ROWS, created: 0, updated: 0, unchanged: ROWS });
      expect(again.events).toBe(0);
      expect(again.peak).toBeLessThan(MEGABYTES);
      await assertStored(database);
    });
  });

  it(`is resumed after each of ${KILLS} processes is killed at a moment of chance: each row once, exact counts`, async () => {
    await withImportFile(ROWS, async (path) => {
      const args = [databaseUrl(database.name), path];
      const kills: CustomerImport[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        const importer = new Importer(args);
        await reaches(database, importer, momentOf(kill, kills.at(-1)?.created ?? 0));
        await new Promise((wake) => setTimeout(wake, Math.random() * BATCH_MILLISECONDS));
        await importer.kill();
        args[2] = importer.lines[0];
        kills.push(...(await database.sql<CustomerImport>("select * from customer_import")));
        // Taken for dead at once, not after half a minute.
        await database.run(
          "update customer_import set heartbeat_at = now() - interval '31 seconds' where run_id is not null",
        );
      }
      const moments = kills.map(({ state, total, created }) => `${state}, ${total} rows read, ${created} stored`);
      process.stderr.write(`killed at: ${moments.join("; ")}\n`);
      // Here and there one may come between reading and storing.
      const areHits = kills.filter(isUnderWay).length > KILLS / 2;
      expect({ moments, areHits }).toEqual({ moments, areHits: true });
      const { import: done } = await new Importer(args).ended();
      expect(done).toMatchObject({
        state: "completed",
        total: ROWS,
        created: ROWS,
        updated: 0,
        unchanged: 0,
        invalid: 0,
      });
      await assertStored(database);
    });
  });
});
