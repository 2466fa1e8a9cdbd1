import { MedusaError } from "@medusajs/framework/utils";
import { Migration20261130120000CustomersCoreTables as CoreTables } from "../../src/modules/customer/migrations/Migration20261130120000CustomersCoreTables";
import { Migration20261130120100CustomersAccounts as Accounts } from "../../src/modules/customer/migrations/Migration20261130120100CustomersAccounts";
import { Migration20261130120200CustomersFiles as Files } from "../../src/modules/customer/migrations/Migration20261130120200CustomersFiles";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { migrateCore, migrateOurs, revertOurs } from "../helpers/databases/migrations";
import { everything, runUninstall } from "../helpers/databases/run-uninstall";

/** Work that has begun, in each of the tables that have such work. */
const UNFINISHED = `
  insert into customer (id, email) values ('cus_1', 'ada@x.io');
  insert into customer_merge (id, merged_id, survivor_id) values ('cusmrg_1', 'cus_3', 'cus_1');
  insert into customer_import (id, options, expires_at, state) values ('cusimp_1', '{}', now(), 'importing');
  insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at)
    values ('cusech_1', 'cus_1', 'new@x.io', 'confirmed', 'admin', '1', now());`;

const WORK = { customer_merge: ["cusmrg_1"], customer_import: ["cusimp_1"], customer_email_change: ["cusech_1"] };

const NOTHING = { tables: [], columns: [], indexes: [], triggers: [], functions: [], migrations: [] };

describe("customers:uninstall of a part of the schema", () => {
  const database = useCustomerDatabase("uninstall-partly");

  const run = (...args: string[]) => runUninstall(database.name, ...args);

  /** Core's schema, read from this database before the plugin has been in it. */
  async function core() {
    await migrateCore(database.name);
    return await everything(database);
  }

  /** The dry run names what the run drops, and nothing of the plugin remains. */
  async function expectAllDropped(before: Awaited<ReturnType<typeof core>>): Promise<void> {
    const { dry_run, ...planned } = (await run()).result;
    expect((await run("drop", "force")).result).toEqual(planned);
    expect(await everything(database)).toEqual(before);
    expect((await run()).result).toMatchObject(NOTHING);
  }

  it("before `db:migrate` of this build: changes of email without `completed_at` count as complete, as the migration counts them", async () => {
    const before = await core();
    await migrateOurs(database.name);
    await database.run(UNFINISHED);
    expect((await run()).result).toMatchObject({ unfinished: WORK });
    await revertOurs(database.name);

    const { result } = await run();

    const { customer_email_change, ...others } = WORK;
    expect(result.unfinished).toEqual(others);
    expect(result).toMatchObject({ lost: { rows: { customer_email_change: 1 } } });
    await expect(run("drop")).rejects.toThrow(
      /customer_merge cusmrg_1; customer_import cusimp_1\. Nothing was dropped/,
    );
    await expectAllDropped(before);
  });

  it("whichever migration is the last one", async () => {
    const before = await core();
    const { length } = (await migrateOurs(database.name)).names;
    for (let reverted = 0; reverted <= length; reverted++) {
      for (let again = 0; again < reverted; again++) {
        await revertOurs(database.name);
      }
      await expectAllDropped(before);
      await migrateOurs(database.name);
    }
  });

  it("after a preparation of core's tables that was interrupted, whichever statement was the last one", async () => {
    const before = await core();
    const { PREPARATION } = CoreTables;
    for (let done = 1; done <= PREPARATION.length; done++) {
      for (const statement of PREPARATION.slice(0, done)) {
        await database.run(statement);
      }
      await expectAllDropped(before);
    }
  });

  it.each([...CoreTables.TABLES, ...Accounts.TABLES, ...Files.TABLES])("without the table %s", async (table) => {
    const before = await core();
    await migrateOurs(database.name);
    await database.run(UNFINISHED);
    await database.run(`drop table "${table}"`);

    const { result } = await run();

    expect(result.tables).not.toContain(table);
    expect(result.unfinished).toEqual(Object.fromEntries(Object.entries(WORK).filter(([name]) => name !== table)));
    await expectAllDropped(before);
  });

  it.each([
    ["customer_merge", "completed_at"],
    ["customer_merge", "merged_id"],
    ["customer_import", "state"],
    ["customer_email_change", "state"],
    ["customer_email_change", "completed_at"],
    ["customer", "external_id"],
    ["customer_group_customer", "unique_membership"],
  ])("without the column %s.%s", async (table, column) => {
    const before = await core();
    await migrateOurs(database.name);
    await database.run(UNFINISHED);
    await database.run(`alter table "${table}" drop column "${column}"`);

    const { result } = await run();

    expect(result.columns).not.toContain(`${table}.${column}`);
    expect(result.unfinished).toEqual(Object.fromEntries(Object.entries(WORK).filter(([name]) => name !== table)));
    await expectAllDropped(before);
  });

  it("without the table of migrations", async () => {
    const before = await core();
    await migrateOurs(database.name);
    await database.run("alter table mikro_orm_migrations rename to kept");

    expect((await run("drop")).result).toMatchObject({
      migrations: [],
      tables: expect.arrayContaining(["customer_merge"]),
    });

    await database.run("alter table kept rename to mikro_orm_migrations");
    expect((await everything(database)).schema).toEqual(before.schema);
    expect((await run("drop")).result).toMatchObject({
      tables: [],
      migrations: expect.arrayContaining([CoreTables.name]),
    });
  });

  it("of the plugin's tables alone, without core's, work that the missing tables would decide is not counted", async () => {
    await migrateOurs(database.name);
    await database.run(UNFINISHED);
    await database.run("drop table customer, customer_address, customer_group, customer_group_customer cascade");

    expect((await run()).result).toMatchObject({ unfinished: { customer_import: ["cusimp_1"] } });
    await expect(run("drop")).rejects.toMatchObject({ type: MedusaError.Types.NOT_ALLOWED });
    const { result } = await run("drop", "force");
    expect(result).toMatchObject({ tables: expect.arrayContaining(["customer_merge"]), columns: [] });
    expect((await run()).result).toMatchObject(NOTHING);
  });
});
