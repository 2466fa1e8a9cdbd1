import type { Client } from "pg";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { connectTo } from "../helpers/databases/databases";
import { migrateCore, migrateOurs } from "../helpers/databases/migrations";
import { runOurModule } from "../helpers/modules/running-module";

const WRITERS = 6;
const TRANSACTIONS = 20;

/** As of one moment: one statement has one snapshot. */
const COMPARISON = `
  select (select count(*)::int from customer where deleted_at is null) as rows,
    (select coalesce(sum(change), 0)::int from customer_count) as counted`;

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

  it("is counted again by db:migrate when rows were written without triggers", async () => {
    await migrateOurs(database.name);
    await database.run(`
      set session_replication_role = replica;
      insert into customer (id) select 'cus_' || i from generate_series(1, 10) i;`);
    expect(await compare()).toEqual({ rows: 10, counted: 0 });

    await migrateOurs(database.name);
    expect(await compare()).toEqual({ rows: 10, counted: 10 });
  });
});
