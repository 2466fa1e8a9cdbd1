import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { coreColumns, useCustomerDatabase } from "../helpers/databases/customer-database";
import { migrateCore, migrateOurs, revertOurs } from "../helpers/databases/migrations";

/** Rows that no repair has anything to say about: live and deleted, with and without the fields that may be null. */
const ORDINARY_ROWS = `
  insert into customer (id, email, has_account, first_name, last_name, company_name, phone, metadata, created_by,
    created_at, updated_at, deleted_at) values
    ('cus_1', 'ada@x.io', true, 'Ada', 'Lovelace', 'Engines', '1', '{"a": [1, null]}', 'user_1',
      '2024-01-01 10:00:00.123456Z', '2024-01-02Z', null),
    ('cus_2', 'ada@x.io', false, null, null, null, null, null, null, '2024-01-03Z', '2024-01-03Z', null),
    ('cus_3', null, false, 'No', 'Email', null, null, null, null, '2024-01-04Z', '2024-01-04Z', null),
    ('cus_4', 'gone@x.io', true, 'Gone', null, null, null, null, null, '2024-01-05Z', '2024-02-01Z', '2024-02-01Z');
  insert into customer_address (id, customer_id, address_1, country_code, is_default_shipping, is_default_billing,
    created_at, updated_at, deleted_at) values
    ('cuaddr_1', 'cus_1', 'First Street', 'fr', true, true, '2024-01-01Z', '2024-01-01Z', null),
    ('cuaddr_2', 'cus_1', 'Second Street', 'de', false, false, '2024-01-01Z', '2024-01-01Z', null),
    ('cuaddr_3', 'cus_4', 'Third Street', 'fr', true, false, '2024-01-01Z', '2024-02-01Z', '2024-02-01Z');
  insert into customer_group (id, name, metadata, created_at, updated_at, deleted_at) values
    ('cusgroup_1', 'Gold', '{"rank": 1}', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgroup_2', 'Old', null, '2024-01-01Z', '2024-02-01Z', '2024-02-01Z');
  insert into customer_group_customer (id, customer_id, customer_group_id, created_at, updated_at, deleted_at) values
    ('cusgc_1', 'cus_1', 'cusgroup_1', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_2', 'cus_2', 'cusgroup_1', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_3', 'cus_1', 'cusgroup_2', '2024-01-01Z', '2024-02-01Z', '2024-02-01Z');`;

const migrationsIn = (folder: string): string[] =>
  readdirSync(join(folder, "migrations"))
    .filter((file) => /^Migration\w+\.(ts|js)$/.test(file))
    .map((file) => file.replace(/\.(ts|js)$/, ""))
    .sort();

const CORE = migrationsIn(dirname(require.resolve("@medusajs/customer")));
const OURS = migrationsIn(resolve(__dirname, "../../src/modules/customer")).filter((name) => !CORE.includes(name));

const DEFAULT_INDEXES = [
  "IDX_customer_address_unique_customer_billing",
  "IDX_customer_address_unique_customer_shipping",
];

const pick = (values: Record<string, string>, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, values[name]]));

describe("a database goes in and out of this plugin", () => {
  const database = useCustomerDatabase("round-trip");

  it("fresh -> ours: every migration runs once, and a second db:migrate runs and changes nothing", async () => {
    const first = await migrateOurs(database.name);
    const schema = await database.schema();
    await database.run(ORDINARY_ROWS);
    const rows = await database.rows();

    expect(first).toMatchObject({ names: [...CORE, ...OURS], warn: [] });
    expect(await migrateOurs(database.name)).toMatchObject({ names: [], warn: [] });
    expect(await migrateOurs(database.name)).toMatchObject({ names: [], warn: [] });
    expect(await database.schema()).toEqual(schema);
    expect(await database.rows()).toEqual(rows);
    expect(await database.migrations()).toEqual([...CORE, ...OURS]);
  });

  it("core with rows -> ours: only our migrations run, the schema is a fresh one's, every row is as it was", async () => {
    await migrateOurs(database.name);
    const fresh = await database.schema();
    await database.create();
    expect(await migrateCore(database.name)).toEqual(CORE);
    const core = await database.schema();
    await database.run(ORDINARY_ROWS);
    const rows = await database.rows();

    expect((await migrateOurs(database.name)).names).toEqual(OURS);
    expect(await database.schema()).toEqual(fresh);
    expect(coreColumns(await database.rows())).toEqual(rows);
    expect((await migrateOurs(database.name)).names).toEqual([]);
    expect(coreColumns(await database.rows())).toEqual(rows);
    expect(await database.schema()).toEqual(fresh);
    expect(fresh.constraints).toEqual(core.constraints);
    expect(fresh.columns).toMatchObject(core.columns);
    expect(fresh.indexes).toMatchObject({ ...core.indexes, ...pick(fresh.indexes, DEFAULT_INDEXES) });
  });

  it("core's writes cannot break on what is added: new columns may be empty, new unique indexes hold only rows with what core leaves empty", async () => {
    await migrateCore(database.name);
    const core = await database.schema();
    await migrateOurs(database.name);
    const ours = await database.schema();

    const added = (part: "columns" | "indexes") =>
      Object.entries(ours[part]).flatMap(([name, definition]) => (name in core[part] ? [] : [definition]));
    expect(added("columns").length).toBeGreaterThan(0);
    expect(added("columns").filter((definition) => definition.includes("not null"))).toEqual([]);
    const unique = added("indexes").filter((definition) => definition.startsWith("CREATE UNIQUE"));
    expect(unique.sort()).toEqual([
      expect.stringContaining("(external_id) WHERE (deleted_at IS NULL)"),
      expect.stringContaining("WHERE (unique_membership AND (deleted_at IS NULL))"),
    ]);
    // The two that are altered refuse less than core's, never more.
    for (const name of DEFAULT_INDEXES) {
      expect(ours.indexes[name]).toBe(
        core.indexes[name].replace(/\((is_default_\w+ = true)\)$/, "(($1) AND (deleted_at IS NULL))"),
      );
    }
  });

  it("ours -> core -> ours: core has nothing to run, twice; nothing of schema and rows changes on the way", async () => {
    await migrateCore(database.name);
    await database.run(ORDINARY_ROWS);
    await migrateOurs(database.name);
    const schema = await database.schema();
    const rows = await database.rows();

    for (const migrate of [migrateCore, migrateCore]) {
      expect(await migrate(database.name)).toEqual([]);
      expect(await database.schema()).toEqual(schema);
      expect(await database.rows()).toEqual(rows);
    }
    for (const migrate of [migrateOurs, migrateOurs]) {
      expect(await migrate(database.name)).toMatchObject({ names: [], warn: [] });
      expect(await database.schema()).toEqual(schema);
      expect(await database.rows()).toEqual(rows);
    }
    expect(await database.migrations()).toEqual([...CORE, ...OURS]);
  });

  it("db:rollback once for each of our migrations gives core's schema and rows back, and db:migrate ours again", async () => {
    await migrateCore(database.name);
    await database.run(ORDINARY_ROWS);
    const core = { schema: await database.schema(), rows: await database.rows() };
    await migrateOurs(database.name);
    const ours = { schema: await database.schema(), rows: await database.rows() };

    for (const _ of OURS) {
      await revertOurs(database.name);
    }
    expect({ schema: await database.schema(), rows: await database.rows() }).toEqual(core);
    expect(await database.migrations()).toEqual(CORE);
    expect(await migrateCore(database.name)).toEqual([]);

    expect((await migrateOurs(database.name)).names).toEqual(OURS);
    expect({ schema: await database.schema(), rows: await database.rows() }).toEqual(ours);
  });

  it("who was merged into whom is still known after a time on core, which can delete either", async () => {
    await migrateOurs(database.name);
    await database.run(`${ORDINARY_ROWS}
      insert into customer_merge (id, merged_id, survivor_id) values ('cusmrg_1', 'cus_2', 'cus_1');`);
    const merges = () => database.sql("select merged_id, survivor_id from customer_merge");

    await migrateCore(database.name);
    await database.run("delete from customer where id in ('cus_1', 'cus_2')");
    await migrateOurs(database.name);

    expect(await merges()).toEqual([{ merged_id: "cus_2", survivor_id: "cus_1" }]);
  });

  it("a customer who has a deleted and a live default keeps the live one through rollback and return", async () => {
    await migrateOurs(database.name);
    await database.run(`${ORDINARY_ROWS}
      insert into customer_address (id, customer_id, is_default_shipping, deleted_at) values
        ('cuaddr_4', 'cus_1', true, '2024-03-01Z'), ('cuaddr_5', 'cus_4', true, '2024-03-01Z');`);
    const defaults = async () =>
      (await database.rows()).customer_address.filter((row) => row.is_default_shipping).map(({ id }) => id);
    expect(await defaults()).toEqual(["cuaddr_1", "cuaddr_3", "cuaddr_4", "cuaddr_5"]);

    for (const _ of OURS) {
      await revertOurs(database.name);
    }
    // Core's index has room for one row a customer, deleted or not: the live one, else the one deleted last.
    expect(await defaults()).toEqual(["cuaddr_1", "cuaddr_5"]);
    await migrateOurs(database.name);
    expect(await defaults()).toEqual(["cuaddr_1", "cuaddr_5"]);
    expect((await database.rows()).customer_address).toHaveLength(5);
  });
});
