import { execFile as execFileWithCallback } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { coreColumns, useCustomerDatabase } from "../helpers/databases/customer-database";
import { databaseUrl } from "../helpers/databases/databases";
import { migrateCore, migrateOurs } from "../helpers/databases/migrations";
import { everything, runUninstall } from "../helpers/databases/run-uninstall";

const MIGRATIONS = readdirSync(resolve(__dirname, "../../src/modules/customer/migrations"))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => /^Migration\d{14}Customers/.test(name))
  .sort();

const CORE_PROCESS = resolve(__dirname, "../helpers/modules/core-module-process.js");

const execFile = promisify(execFileWithCallback);

/** Something in each table of the plugin's own that a store would miss, and a default mark that core has no room for. */
const ROWS = `
  insert into customer (id, email, first_name, external_id) values
    ('cus_1', 'ada@x.io', 'Ada', 'erp-1'), ('cus_2', 'bob@x.io', 'Bob', null);
  insert into customer_address (id, customer_id, is_default_shipping, is_default_billing, deleted_at) values
    ('cuaddr_1', 'cus_1', true, true, null), ('cuaddr_2', 'cus_1', true, false, '2024-01-01Z'),
    ('cuaddr_3', 'cus_2', false, true, '2024-01-01Z');
  insert into customer_group (id, name) values ('cusgroup_1', 'Gold');
  insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
    values ('cusgc_1', 'cus_1', 'cusgroup_1', true);
  insert into customer_invitation (id, customer_id) values ('cusinv_1', 'cus_1');
  insert into customer_merge (id, merged_id, survivor_id, completed_at)
    values ('cusmrg_1', 'cus_3', 'cus_1', now()), ('cusmrg_2', 'cus_4', 'cus_1', now());
  insert into customer_import (id, options, expires_at) values ('cusimp_1', '{}', now());`;

describe("customers:uninstall", () => {
  const database = useCustomerDatabase("uninstall");

  const run = (...args: string[]) => runUninstall(database.name, ...args);

  it("leaves core's schema, every row with core's columns, and core's five migrations", async () => {
    await migrateCore(database.name);
    const core = await everything(database);
    await migrateOurs(database.name);
    const ours = await everything(database);
    await database.run(ROWS);
    const rows = await database.rows();

    const { result } = await run("drop");

    expect(await everything(database)).toEqual(core);
    const expected = coreColumns(rows);
    // Core's unique index has room for one default address per customer, deleted ones included.
    expect(expected.customer_address[1]).toMatchObject({ id: "cuaddr_2", is_default_shipping: true });
    expected.customer_address[1].is_default_shipping = false;
    expect(await database.rows()).toEqual(expected);
    // What it names is what is gone: nothing more, and nothing less.
    const { tables, indexes, functions, columns } = result as Record<string, string[]>;
    const gone = ours.names.filter((name) => !core.names.includes(name));
    expect(functions.map((name) => name.replace(/\(.*/, ""))).toEqual(
      expect.arrayContaining(gone.filter((name) => !name.includes(" "))),
    );
    expect(tables.map((name) => `${name} r`).sort()).toEqual(gone.filter((name) => name.endsWith(" r")).sort());
    expect(gone).toEqual(expect.arrayContaining(indexes.map((name) => `${name} i`)));
    expect(columns.sort()).toEqual(
      Object.keys(ours.schema.columns)
        .filter((name) => !(name in core.schema.columns))
        .sort(),
    );
    const counting = ["insert", "update", "delete", "truncate"].map((one) => `customer.customers_count_${one}`);
    expect(result).toMatchObject({ migrations: MIGRATIONS, triggers: [...counting, "customer.customers_search_text"] });
  });

  it("without `drop` changes nothing, and says what would be dropped and what is lost", async () => {
    await migrateOurs(database.name);
    await database.run(ROWS);
    const before = { ...(await everything(database)), rows: await database.rows() };

    const { result, said } = await run();

    expect({ ...(await everything(database)), rows: await database.rows() }).toEqual(before);
    expect(result).toMatchObject({
      dry_run: true,
      migrations: MIGRATIONS,
      altered_indexes: [
        "IDX_customer_address_unique_customer_billing",
        "IDX_customer_address_unique_customer_shipping",
      ],
      lost: {
        rows: { customer_invitation: 1, customer_merge: 2, customer_import: 1, customer_export: 0 },
        values: { "customer.external_id": 1 },
        default_marks: 1,
      },
    });
    expect(said).toContain("Lost with it: invitations and changes of email, pending ones included;");
    expect(said).toContain('Nothing was dropped. Run the command with "drop" to drop all of it.');
    const { dry_run, ...planned } = result;
    expect((await run("drop")).result).toEqual(planned);
  });

  it("a second run drops nothing and says so; nor does it touch a database that the plugin was never in", async () => {
    await migrateOurs(database.name);
    await run("drop");
    const before = await everything(database);

    for (const args of [["drop"], []]) {
      const { result, said } = await run(...args);
      expect(result).toMatchObject({ tables: [], columns: [], indexes: [], migrations: [], lost: { rows: {} } });
      expect(said).toBe("Nothing of medusa-plugin-customers is in this database.\n");
      expect(await everything(database)).toEqual(before);
    }

    await database.create();
    expect((await run("drop")).said).toBe("Nothing of medusa-plugin-customers is in this database.\n");
    expect(await database.sql("select from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);
  });

  it("core's module then creates, finds, deletes and restores, and finds what was there", async () => {
    await migrateOurs(database.name);
    await database.run(ROWS);
    await run("drop");

    const { stdout } = await execFile(process.execPath, [CORE_PROCESS, databaseUrl(database.name)], {
      // The test runner's own flags and settings are none of the child's.
      env: { ...process.env, NODE_OPTIONS: "" },
    });

    expect(JSON.parse(stdout)).toMatchObject({
      found: [{ phone: "1", addresses: [{ is_default_billing: true }], groups: [{ name: "Silver" }] }],
      rest: [
        { id: "cus_1", email: "ada@x.io", groups: [{ id: "cusgroup_1" }] },
        { id: "cus_2", email: "bob@x.io", groups: [] },
      ],
    });
  });

  it("the plugin can come back", async () => {
    await migrateOurs(database.name);
    const ours = await everything(database);
    await run("drop");

    expect(await migrateCore(database.name)).toEqual([]);
    expect((await migrateOurs(database.name)).names).toEqual(MIGRATIONS);
    expect(await everything(database)).toEqual(ours);
  });

  it("drops tables and migrations by their exact names only, and nothing that others depend on", async () => {
    await migrateOurs(database.name);
    await database.run(`
      create table customer_export_log (id text);
      create table customer_imports (id text);
      insert into mikro_orm_migrations (name) values ('Migration20260101000000CustomersOfAnother');`);
    await run("drop");
    const { names, migrations } = await everything(database);
    expect(names).toEqual(expect.arrayContaining(["customer_export_log r", "customer_imports r"]));
    expect(migrations).toContain("Migration20260101000000CustomersOfAnother");

    await migrateOurs(database.name);
    await database.run("create view of_another as select search_text from customer");
    const before = await everything(database);
    await expect(run("drop")).rejects.toMatchObject({ code: "2BP01" });
    expect(await everything(database)).toEqual(before);
  });

  it("says that a store still runs when another connection keeps a table, and drops nothing", async () => {
    await migrateOurs(database.name);
    const before = await everything(database);
    await database.connect(async (client) => {
      await client.query("begin; select from customer");
      await expect(run("drop")).rejects.toThrow(/Stop the store's servers and workers, then run the command again\.$/);
      await client.query("rollback");
    });
    expect(await everything(database)).toEqual(before);
  });

  it("drops nothing while merges, imports and confirmed changes of email have not ended, names them, and drops them with `force`", async () => {
    await migrateOurs(database.name);
    await database.run(`${ROWS}
      update customer_merge set completed_at = null where id = 'cusmrg_2';
      update customer_import set state = 'importing';
      insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at, completed_at)
        values ('cusech_1', 'cus_1', 'new@x.io', 'confirmed', 'admin', '1', now(), null),
          ('cusech_2', 'cus_1', 'new@x.io', 'confirmed', 'admin', '2', now(), now()),
          ('cusech_3', 'cus_1', 'new@x.io', 'pending', 'admin', '3', now(), null);`);
    const before = { ...(await everything(database)), rows: await database.rows() };

    const unfinished = {
      ...{ customer_merge: ["cusmrg_2"], customer_import: ["cusimp_1"], customer_email_change: ["cusech_1"] },
    };
    expect((await run()).result).toMatchObject({ unfinished });
    await expect(run("drop")).rejects.toThrow(
      /^Work of the plugin has not ended: customer_merge cusmrg_2; customer_import cusimp_1; customer_email_change cusech_1\. Nothing was dropped\. /,
    );
    expect({ ...(await everything(database)), rows: await database.rows() }).toEqual(before);

    expect((await run("drop", "force")).result).toMatchObject({ unfinished });
    expect((await run()).result).toMatchObject({ tables: [], unfinished: {} });
  });

  it.each([[["--drop"]], [["force"]], [["drop", "now"]]])("refuses any other argument: %j", async (args) => {
    await expect(run(...args)).rejects.toThrow("Usage: npx medusa-plugin-customers uninstall [drop] [force]");
  });
});
