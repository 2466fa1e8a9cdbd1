import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { connectTo } from "../helpers/databases/databases";
import { migrateCore, migrateOurs, prepareOurs } from "../helpers/databases/migrations";
import { until } from "../helpers/timing/until";

const LAST_UNRELEASED = "Migration20261130110000CustomersOldEmails";

type Index = { name: string; file: string; made_by: string };

describe("db:migrate on a database with rows", () => {
  const database = useCustomerDatabase("core-tables");

  const indexes = () =>
    database.sql<Index>(`
      select pg_class.relname as name, pg_relation_filenode(pg_class.oid)::text as file, pg_class.xmin::text as made_by
      from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid::regclass::text = any(array['customer', 'customer_address', 'customer_group_customer'])`);

  it("builds each index of core's tables in a transaction of its own, and the migrations build none of them again", async () => {
    await migrateCore(database.name);
    const before = (await indexes()).map(({ file }) => file);

    await prepareOurs(database.name);

    const built = (await indexes()).filter(({ file }) => !before.includes(file));
    expect(built.length).toBeGreaterThan(14);
    expect(new Set(built.map(({ made_by }) => made_by)).size).toBe(built.length);

    const { names } = await migrateOurs(database.name);
    expect(names).toHaveLength(4);
    const files = (await indexes()).map(({ file }) => file);
    expect(built.filter(({ file }) => !files.includes(file))).toEqual([]);
  });

  it("lets a transaction pass that has read a table and then writes it", async () => {
    await migrateCore(database.name);
    const shopper = await connectTo(database.name);
    try {
      await shopper.query(
        "begin; select from customer; select from customer_address; select from customer_group_customer",
      );
      const migrated = migrateOurs(database.name);
      await until(async () => {
        const waiting = await database.sql(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return waiting.length > 0;
      });
      await shopper.query("insert into customer (id) values ('cus_1')");
      await shopper.query("insert into customer_address (id, customer_id) values ('cuaddr_1', 'cus_1')");
      await shopper.query("commit");
      expect((await migrated).names).toHaveLength(4);
    } finally {
      await shopper.end();
    }
    expect(await database.sql("select id from customer_address")).toEqual([{ id: "cuaddr_1" }]);
  });

  it("refuses a database that an unreleased build made in part, says what to do, and changes nothing", async () => {
    await migrateCore(database.name);
    await database.run(
      "insert into mikro_orm_migrations (name) values ('Migration20261123080000CustomersDefaultAddress')",
    );
    const schema = await database.schema();

    await expect(migrateOurs(database.name)).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining("Take its tables out with `npx medusa-plugin-customers uninstall drop`"),
    });
    expect(await database.schema()).toEqual(schema);
  });

  it("takes a database that the last unreleased build made, and leaves its schema as it is", async () => {
    await migrateOurs(database.name);
    await database.run(`
      delete from mikro_orm_migrations where name ~ 'Customers';
      insert into mikro_orm_migrations (name) values ('${LAST_UNRELEASED}');`);
    const schema = await database.schema();

    expect((await migrateOurs(database.name)).names).toHaveLength(4);
    expect(await database.schema()).toEqual(schema);
  });
});
