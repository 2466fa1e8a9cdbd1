import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { databaseUrl } from "../helpers/databases/databases";
import { migrateCore, migrateOurs } from "../helpers/databases/migrations";

const SCRIPT = resolve(__dirname, "../helpers/databases/migrate-process.js");

/** The built module, as a host runs it: a plain Node.js process knows no TypeScript. */
const MODULE = resolve(__dirname, "../../.medusa/server/src/modules/customer");

const PROCESSES = 10;

/** What a process prints and says of errors. */
type Outcome = { printed: string; errors: string };

/** What core's module lets in; each row needs a repair, which ten processes must not do twice over. */
const OLD_ROWS = `
  insert into customer (id, email, has_account)
    select 'cus_' || n, case n % 3 when 0 then 'User' || n / 3 || '@X.io' else 'USER' || n / 3 || '@x.io' end, n % 3 = 2
    from generate_series(1000, 1999) n;
  insert into customer_group (id, name, deleted_at) values ('cusgroup_1', 'Gold', null), ('cusgroup_2', 'Old', now());
  insert into customer_group_customer (id, customer_id, customer_group_id)
    select 'cusgc_' || n, 'cus_' || (1000 + n / 2), 'cusgroup_' || (1 + n / 2 % 2) from generate_series(1000, 1999) n;`;

describe("ten processes migrate one database at once", () => {
  const database = useCustomerDatabase("processes");
  let started: ChildProcessWithoutNullStreams[] = [];

  // To load Medusa is most of their work: the tests share them.
  beforeAll(async () => {
    // The test runner's own flags and settings are none of the children's.
    const env = { ...process.env, NODE_OPTIONS: "", NODE_ENV: "production" };
    started = Array.from({ length: PROCESSES }, () => spawn(process.execPath, [SCRIPT, MODULE], { env }));
    await Promise.all(started.map(nextLine));
  });

  afterAll(() => {
    for (const child of started) {
      child.kill("SIGKILL");
    }
  });

  /** Lets them all go in one moment, and waits until each has answered or ended. */
  async function migrateFromProcesses(): Promise<Outcome[]> {
    const outcomes = started.map(async (child): Promise<Outcome> => {
      let errors = "";
      const note = (text: Buffer) => {
        errors += text;
      };
      child.stderr.on("data", note);
      const printed = await nextLine(child);
      child.stderr.off("data", note);
      return { printed, errors };
    });
    for (const child of started) {
      child.stdin.write(`${databaseUrl(database.name)}\n`);
    }
    return await Promise.all(outcomes);
  }

  it("an empty one: all succeed, the schema is right, each migration is recorded once", async () => {
    await migrateOurs(database.name);
    const expected = { schema: await database.schema(), migrations: await database.migrations() };
    await database.create();

    expect(await migrateFromProcesses()).toEqual(Array(PROCESSES).fill({ printed: "done", errors: "" }));
    expect({ schema: await database.schema(), migrations: await database.migrations() }).toEqual(expected);
  });

  it("core's with rows that need repair: all succeed, the rows are as after one migration", async () => {
    await migrateCore(database.name);
    await database.run(OLD_ROWS);
    await migrateOurs(database.name);
    const expected = {
      schema: await database.schema(),
      migrations: await database.migrations(),
      rows: withoutTimes(await database.rows()),
    };
    await database.create();
    await migrateCore(database.name);
    await database.run(OLD_ROWS);

    expect(await migrateFromProcesses()).toEqual(Array(PROCESSES).fill({ printed: "done", errors: "" }));
    expect({
      schema: await database.schema(),
      migrations: await database.migrations(),
      rows: withoutTimes(await database.rows()),
    }).toEqual(expected);
  });
});

/** What a process prints next; nothing when it ends instead. */
async function nextLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  const [text] = await Promise.race([once(child.stdout, "data"), once(child, "close").then(() => [""])]);
  return String(text).trim();
}

/** Two runs at two times: whether a row is deleted is the same, when it was is not. */
function withoutTimes(rows: object): unknown {
  return JSON.parse(
    JSON.stringify(rows, (key, value) => (key.endsWith("_at") ? (value === null ? null : "some time") : value)),
  );
}
