import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, run, validate, store } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      email: `${String(index).padStart(4, "0")}@example.com`,
      addresses: [{ city: "X", is_default_shipping: true }],
      groups: ["G"],
    }));

  it("two at once with the same customers end with each of them once, written by one import or the other", async () => {
    const [one, other] = await Promise.all([
      validate(rowsOf(people(300).map((row) => ({ ...row, first_name: "One" }))), { create_groups: true }),
      validate(rowsOf([...people(400)].reverse().map((row) => ({ ...row, first_name: "Other" }))), {
        create_groups: true,
      }),
    ]);
    await Promise.all([one, other].map(({ id }) => service.imports.confirm(id)));
    const [a, b] = await Promise.all([store(one.id, 50), store(other.id, 50)]);

    expect(a.created + b.created).toBe(400);
    expect(countsOf(a)).toMatchObject({ total: 300, invalid: 0, updated: 300 - a.created });
    expect(countsOf(b)).toMatchObject({ total: 400, invalid: 0, updated: 400 - b.created });
    expect(
      await sql(`
        select (select count(distinct email)::int from customer) as emails, (select count(*)::int from customer) as customers,
          (select count(*)::int from customer_address) as addresses,
          (select count(*)::int from customer_group_customer) as memberships
      `),
    ).toEqual([{ emails: 400, customers: 400, addresses: 400, memberships: 400 }]);
    expect(await sql("select name from customer_group")).toEqual([{ name: "G" }]);
  });

  it("a customer whom another writer makes at that very moment is updated, and every other row stored", async () => {
    const rows = people(20).map((row) => ({ ...row, first_name: "Import" }));
    const { id } = await validate(rowsOf(rows), { create_groups: true });
    await service.imports.confirm(id);
    const run = await claim(id);
    await withModuleConnection(dbConfig.clientUrl, async (connection) => {
      const other = await connection.transaction();
      await other.raw("insert into customer (id, email) values ('cus_other', '0007@example.com')");
      const batch = service.importRuns.storeBatch(run);
      const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      while (!(await sql(waiting)).length) {
        await new Promise(setImmediate);
      }
      await other.commit();
      expect(await batch).toMatchObject({ rows: 20 });
    });

    expect(await service.imports.retrieve(id)).toMatchObject({ created: 19, updated: 1, invalid: 0 });
    expect(await service.retrieveCustomer("cus_other")).toMatchObject({ first_name: "Import" });
  });

  it("stores rows that depend on each other in the order of the file", async () => {
    await service.createCustomers([{ id: "cus_1", email: "old@example.com" }] as never);
    const done = await run([
      { id: "cus_1", email: "new@example.com" },
      { email: "old@example.com", first_name: "Second" },
      { email: "third@example.com" },
    ]);

    expect(countsOf(done)).toMatchObject({ created: 2, updated: 1, invalid: 0 });
    expect(await service.listCustomers({ email: "old@example.com" })).toMatchObject([{ first_name: "Second" }]);
    expect(await service.retrieveCustomer("cus_1")).toMatchObject({ email: "new@example.com", first_name: null });
  });
});
