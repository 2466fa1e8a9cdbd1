import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { useCustomerDatabase } from "../helpers/customer-database";
import { databaseUrl } from "../helpers/databases";
import { migrateCore, migrateOurs } from "../helpers/migrations";

const SCRIPT = resolve(__dirname, "../helpers/migrate-process.js");

/** The built module, as a host runs it: a plain Node.js process knows no TypeScript. */
const MODULE = resolve(__dirname, "../../.medusa/server/src/modules/customer");

const PROCESSES = 10;

type Exit = { code: number | null; errors: string };

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

  afterEach(() => {
    for (const child of started.filter(({ exitCode }) => exitCode === null)) {
      child.kill("SIGKILL");
    }
    started = [];
  });

  /** Loads them all, lets them go in one moment, and waits until each has ended. */
  async function migrateFromProcesses(): Promise<Exit[]> {
    // The test runner's own flags and settings are none of the children's.
    const env = { ...process.env, NODE_OPTIONS: "", NODE_ENV: "production" };
    started = Array.from({ length: PROCESSES }, () =>
      spawn(process.execPath, [SCRIPT, MODULE, databaseUrl(database.name)], { env }),
    );
    const exits = started.map(async (child): Promise<Exit> => {
      let errors = "";
      child.stderr.on("data", (text) => {
        errors += text;
      });
      const [code] = await once(child, "close");
      return { code, errors };
    });
    await Promise.all(started.map((child) => Promise.race([once(child.stdout, "data"), once(child, "close")])));
    for (const child of started) {
      child.stdin.write("go\n");
    }
    return await Promise.all(exits);
  }

  it("an empty one: all succeed, the schema is right, each migration is recorded once", async () => {
    await migrateOurs(database.name);
    const expected = { schema: await database.schema(), migrations: await database.migrations() };
    await database.create();

    expect(await migrateFromProcesses()).toEqual(Array(PROCESSES).fill({ code: 0, errors: "" }));
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

    expect(await migrateFromProcesses()).toEqual(Array(PROCESSES).fill({ code: 0, errors: "" }));
    expect({
      schema: await database.schema(),
      migrations: await database.migrations(),
      rows: withoutTimes(await database.rows()),
    }).toEqual(expected);
  });
});

/** Two runs at two times: whether a row is deleted is the same, when it was is not. */
function withoutTimes(rows: object): unknown {
  return JSON.parse(
    JSON.stringify(rows, (key, value) => (key.endsWith("_at") ? (value === null ? null : "some time") : value)),
  );
}
