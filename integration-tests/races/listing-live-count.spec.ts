import type { Client } from "pg";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { connectTo } from "../helpers/databases/databases";
import { migrateCore, migrateOurs } from "../helpers/databases/migrations";
import { runOurModule } from "../helpers/modules/running-module";
import { until } from "../helpers/timing/until";

const WRITERS = 6;
const TRANSACTIONS = 20;

/** As of one moment: one statement has one snapshot. */
const COMPARISON = `
  select (select count(*)::int from customer where deleted_at is null) as rows,
    (select coalesce(sum(change), 0)::int from customer_count) as counted`;

const WAITING = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

/** What a writer does in turn, to rows of all writers; `n` spreads the writers. */
const WRITES = [
  (n: string) => `insert into customer (id, deleted_at) select 'cus_${n}_' || i, case when i = 3 then now() end
    from generate_series(1, 5) i`,
  () =>
    "update customer set deleted_at = now() where id = any(array(select id from customer tablesample bernoulli (10)))",
  () =>
    "update customer set deleted_at = null where id = any(array(select id from customer tablesample bernoulli (5)))",
  () =>
    "update customer set first_name = 'Ada' where id = any(array(select id from customer tablesample bernoulli (10)))",
  () => "delete from customer where id = any(array(select id from customer tablesample bernoulli (3)))",
  (n: string) => `insert into customer (id) values ('cus_${n}_1') on conflict (id) do update set deleted_at = now()`,
  (n: string) => `with gone as (delete from customer where id like 'cus_${n}_%' returning id)
    insert into customer (id) select id || 'x' from gone`,
  (n: string) => `savepoint half; insert into customer (id) values ('cus_half_${n}'); rollback to half`,
];

const DEADLOCK = "40P01";

/** Writes in transactions of a few statements, of which one in four is rolled back. */
async function write(client: Client, writer: number): Promise<void> {
  for (let index = 0; index < TRANSACTIONS; index++) {
    try {
      await client.query("begin");
      for (let step = 0; step <= index % 3; step++) {
        await client.query(WRITES[(index * 5 + writer + step) % WRITES.length](`${writer}_${index}_${step}`));
      }
      await client.query(index % 4 === 3 ? "rollback" : "commit");
    } catch (error) {
      await client.query("rollback");
      // Random rows are locked in no order: a writer that loses a deadlock is one that rolls back.
      if (!(error instanceof Error && "code" in error && error.code === DEADLOCK)) {
        throw error;
      }
    }
  }
}

describe("the number of live customers", () => {
  const database = useCustomerDatabase("live-count");
  const compare = async () => (await database.sql<{ rows: number; counted: number }>(COMPARISON))[0];

  it("is that of the rows at every moment, while many write, roll back and compact", async () => {
    await migrateCore(database.name);
    await database.run("insert into customer (id) select 'cus_old_' || i from generate_series(1, 200) i");
    await migrateOurs(database.name);
    expect(await compare()).toEqual({ rows: 200, counted: 200 });
    const { service, stop } = await runOurModule({ database: database.name });
    const clients = await Promise.all(Array.from({ length: WRITERS }, () => connectTo(database.name)));
    try {
      let writing = true;
      const written = Promise.all(clients.map(write)).finally(() => {
        writing = false;
      });
      let compared = 0;
      while (writing) {
        const { rows, counted } = await compare();
        expect(counted).toBe(rows);
        await service.liveCount.compact();
        compared += 1;
      }
      await written;
      expect(compared).toBeGreaterThan(5);

      const { rows, counted } = await compare();
      expect(counted).toBe(rows);
      expect(rows).toBeGreaterThan(0);
      expect((await service.listAndCountCustomers({}, { take: 1 }))[1]).toBe(rows);
      expect((await service.listAndCountCustomers({}, { take: 1, skip: 10_000 }))[1]).toBe(rows);
      expect((await service.listCustomersPage({ limit: 1, count: "exact" })).count).toBe(rows);
      await service.liveCount.compact();
      expect(await database.sql("select change::int from customer_count")).toEqual([{ change: rows }]);
    } finally {
      await Promise.all(clients.map((client) => client.end()));
      await stop();
    }
  });

  it("is that of a transaction's own rows inside of it, and no other sees them", async () => {
    await migrateOurs(database.name);
    const client = await connectTo(database.name);
    try {
      await client.query("begin; insert into customer (id) values ('cus_1'), ('cus_2')");
      expect((await client.query(COMPARISON)).rows).toEqual([{ rows: 2, counted: 2 }]);
      expect(await compare()).toEqual({ rows: 0, counted: 0 });
      await client.query("commit");
      expect(await compare()).toEqual({ rows: 2, counted: 2 });
      await client.query("truncate customer cascade");
      expect(await compare()).toEqual({ rows: 0, counted: 0 });
    } finally {
      await client.end();
    }
  });

  /** Runs work while a compaction has deleted the rows of the count, and inserts their sum when the work waits. */
  async function duringCompaction(work: () => Promise<unknown>): Promise<void> {
    const client = await connectTo(database.name);
    try {
      await client.query("begin");
      await client.query(`with deleted as (delete from customer_count returning change)
        insert into customer_count (change) select sum(change) from deleted`);
      let isDone = false;
      const done = work().finally(() => {
        isDone = true;
      });
      await until(async () => isDone || (await database.sql(WAITING)).length > 0);
      await client.query("commit");
      await done;
    } finally {
      await client.end();
    }
  }

  it("is right when rows are counted again, or truncated, during a compaction", async () => {
    await migrateOurs(database.name);
    await database.run("insert into customer (id) values ('cus_1'); insert into customer (id) values ('cus_2')");
    await database.run("set session_replication_role = replica; insert into customer (id) values ('cus_3')");
    await duringCompaction(() => migrateOurs(database.name));
    expect(await compare()).toEqual({ rows: 3, counted: 3 });

    await duringCompaction(() => database.run("truncate customer cascade"));
    expect(await compare()).toEqual({ rows: 0, counted: 0 });
  });

  it("is counted again by db:migrate when rows were written without triggers", async () => {
    await migrateOurs(database.name);
    await database.run(`
      set session_replication_role = replica;
      insert into customer (id) select 'cus_' || i from generate_series(1, 10) i;`);
    expect(await compare()).toEqual({ rows: 10, counted: 0 });

    const { info } = await migrateOurs(database.name);
    expect(await compare()).toEqual({ rows: 10, counted: 10 });
    expect(info).toContain("Repaired: the number of customers counted again.");
    expect((await migrateOurs(database.name)).info.join()).not.toContain("Repaired");
  });

  it("is counted again by db:migrate when a restore of data alone has brought customers and their number", async () => {
    await migrateOurs(database.name);
    await database.run(`
      insert into customer (id) select 'cus_' || i from generate_series(1, 10) i;
      insert into customer_count (change) values (10)`);
    expect(await compare()).toEqual({ rows: 10, counted: 20 });

    await migrateOurs(database.name);
    expect(await compare()).toEqual({ rows: 10, counted: 10 });
  });

  it.each([
    ["disabled", "alter table customer disable trigger customers_count_insert"],
    ["dropped", "drop trigger customers_count_update on customer"],
    ["dropped with their function", "drop function customers_count_live cascade"],
    ["dropped with the table", "drop function customers_count_live cascade; drop table customer_count"],
  ])("has its triggers again after db:migrate when they were %s", async (_, statements) => {
    await migrateOurs(database.name);
    await database.run(statements);
    await migrateOurs(database.name);
    await database.run(`
      insert into customer (id) values ('cus_1'), ('cus_2'), ('cus_3');
      update customer set deleted_at = now() where id = 'cus_1'`);
    expect(await compare()).toEqual({ rows: 2, counted: 2 });
  });

  it("is compacted by db:migrate, and a single row stays where it is", async () => {
    await migrateOurs(database.name);
    await database.run("insert into customer (id) values ('cus_1'); insert into customer (id) values ('cus_2')");
    const rows = () => database.sql("select ctid, change::int from customer_count");
    await migrateOurs(database.name);
    const [compacted, ...more] = await rows();
    expect([compacted, more]).toEqual([expect.objectContaining({ change: 2 }), []]);
    await migrateOurs(database.name);
    expect(await rows()).toEqual([compacted]);
  });

  it("is kept for a writer who has rights on customers only, and another search path", async () => {
    await migrateOurs(database.name);
    const role = `customers_writer_${process.env.JEST_WORKER_ID ?? 1}`;
    await database.run(`drop role if exists ${role}; create role ${role};
      grant select, insert, update, delete on customer to ${role}`);
    try {
      await database.run(`set role ${role}; set search_path = pg_catalog;
        insert into public.customer (id) values ('cus_1'), ('cus_2'), ('cus_3');
        update public.customer set deleted_at = now() where id = 'cus_1';
        delete from public.customer where id = 'cus_2'`);
      expect(await compare()).toEqual({ rows: 1, counted: 1 });
    } finally {
      await database.run(`drop owned by ${role}; drop role ${role}`);
    }
  });

  it("can be compacted, counted again and truncated when all tables are published", async () => {
    await migrateOurs(database.name);
    await database.run("create publication everything for all tables");
    await database.run("insert into customer (id) values ('cus_1'); insert into customer (id) values ('cus_2')");
    await migrateOurs(database.name);
    await database.run("insert into customer_count (change) values (5)");
    await migrateOurs(database.name);
    expect(await compare()).toEqual({ rows: 2, counted: 2 });
    await database.run("truncate customer cascade");
    expect(await compare()).toEqual({ rows: 0, counted: 0 });
  });
});
