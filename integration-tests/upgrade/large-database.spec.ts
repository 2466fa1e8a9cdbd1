import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { migrateCore, migrateOurSchema, migrateOurs, prepareOurs } from "../helpers/databases/migrations";
import { Probe } from "../helpers/timing/probe";

const ROWS = 100_000;

/** Every tenth email is in mixed case, and one in a hundred of those has a double that is not; one membership in a hundred stands twice. */
const CORE_ROWS = `
  insert into customer (id, email, has_account, first_name)
    select 'cus_' || lpad(n::text, 8, '0'),
      case when n % 10 = 0 then 'Customer' || n || '@Example.com' when n % 1000 = 11 then 'customer' || n - 1 || '@example.com'
        else 'customer' || n || '@example.com' end,
      false, 'Name ' || n
    from generate_series(1, ${ROWS}) n;
  insert into customer_address (id, customer_id, address_1, is_default_shipping, is_default_billing)
    select 'cuaddr_' || lpad(n::text, 8, '0'), 'cus_' || lpad(n::text, 8, '0'), n || ' Street', true, n % 2 = 0
    from generate_series(1, ${ROWS}) n;
  insert into customer_group (id, name) select 'cusgroup_' || n, 'Group ' || n from generate_series(1, 20) n;
  insert into customer_group_customer (id, customer_id, customer_group_id)
    select 'cusgc_' || lpad(n::text, 8, '0'),
      'cus_' || lpad((case when n % 100 = 0 then n - 1 else n end)::text, 8, '0'), 'cusgroup_' || 1 + (n - 1) / 100 % 20
    from generate_series(1, ${ROWS}) n;
  analyze;`;

const WRITES = {
  customer: "insert into customer (id, first_name) values (gen_random_uuid()::text, 'probe')",
  customer_address: "insert into customer_address (id, customer_id) values (gen_random_uuid()::text, 'cus_00000001')",
  customer_group_customer: `
    insert into customer_group_customer (id, customer_id, customer_group_id, deleted_at)
    values (gen_random_uuid()::text, 'cus_00000001', 'cusgroup_1', now())`,
};

const READS = {
  customer_address: "select 1 from customer_address where customer_id = 'cus_00000002'",
  customer_group_customer: "select 1 from customer_group_customer where customer_id = 'cus_00000002'",
};

describe(`a core database with ${ROWS} customers, addresses and memberships`, () => {
  const database = useCustomerDatabase("large");
  const probes = [
    ...Object.entries(WRITES).map(([table, sql]) => ({
      name: `write to ${table}`,
      probe: new Probe(database.name, sql),
    })),
    ...Object.entries(READS).map(([table, sql]) => ({
      name: `read of ${table}`,
      probe: new Probe(database.name, sql),
    })),
  ];

  /** Does a piece of work while the probes run, and says on the terminal how long it took and whom it kept waiting. */
  async function measured<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    for (const { probe } of probes) {
      probe.take();
    }
    const start = performance.now();
    const result = await work();
    const total = performance.now() - start;
    const waits = probes.map(({ name, probe }) => `longest ${name} ${probe.take().longest.toFixed(0)} ms`);
    process.stderr.write(`${what}: ${total.toFixed(0)} ms; ${waits.join(", ")}\n`);
    return result;
  }

  it("becomes ours while shoppers write: every old row is as documented, none is lost (times are printed)", async () => {
    await migrateCore(database.name);
    await database.run(CORE_ROWS);
    await Promise.all(probes.map(({ probe }) => probe.start()));
    let warn: string[];
    try {
      await measured("reading only, for comparison", () =>
        database.sql("select count(distinct email), count(distinct md5(first_name)) from customer"),
      );
      await measured("the indexes, one by one", () => prepareOurs(database.name));
      await measured("the migrations", () => migrateOurSchema(database.name));
      ({ warn } = await measured("the repair and the search index", () => migrateOurs(database.name)));
      await measured("db:migrate once more", () => migrateOurs(database.name));
    } finally {
      await Promise.all(probes.map(({ probe }) => probe.stop()));
    }

    expect(warn).toEqual([expect.stringMatching(/^100 customers share their email/)]);
    const [found] = await database.sql(`
      select
        (select count(*)::int from customer where id like 'cus_%') as customers,
        (select count(*)::int from customer where email <> lower(email)) as mixed,
        (select count(*)::int from customer_address where id like 'cuaddr_%' and is_default_shipping) as addresses,
        (select count(*)::int from customer_group_customer where id like 'cusgc_%') as memberships,
        (select count(*)::int from customer_group_customer where id like 'cusgc_%' and deleted_at is null) as live`);
    expect(found).toEqual({
      customers: ROWS,
      mixed: 100,
      addresses: ROWS,
      memberships: ROWS,
      live: ROWS - ROWS / 100,
    });
  });
});
