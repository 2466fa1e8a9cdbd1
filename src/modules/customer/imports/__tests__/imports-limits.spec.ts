import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { sentStatements } from "../../../../../integration-tests/helpers/databases/sent-statements";
import { countsOf, importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, validate } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const people = (count: number, addresses: number) =>
    Array.from({ length: count }, (_, index) => ({
      email: `${addresses}-${index}@example.com`,
      addresses: addresses ? Array.from({ length: addresses }, (_, place) => ({ city: `Town ${place}` })) : undefined,
    }));

  /** Stores a file to its end. @returns how many rows each batch took. */
  async function batchesOf(id: string): Promise<number[]> {
    await service.imports.confirm(id);
    const run = await claim(id);
    const sizes: number[] = [];
    for (let limit: number | undefined; ; ) {
      const batch = await service.importRuns.storeBatch(run, { limit });
      if (!batch?.rows) {
        expect(await service.importRuns.finish(run)).toMatchObject({ state: "completed" });
        return sizes;
      }
      sizes.push(batch.rows);
      limit = batch.limit;
    }
  }

  it("a batch ends before the row with which it would have more than 10,000 addresses", async () => {
    const file = rowsOf([...people(200, 50), ...people(1, 1), ...people(3, 0), ...people(201, 49), ...people(200, 2)]);
    const { id, expected } = await validate(file);

    expect(expected).toMatchObject({ created: file.length });
    // 200 * 50 is just as many as may be; 1 + 0 + 201 * 49 leaves room for 75 rows with 2.
    expect(await batchesOf(id)).toEqual([200, 1 + 3 + 201 + 75, 125]);
    expect(countsOf(await service.imports.retrieve(id))).toMatchObject({ total: 605, created: 605, invalid: 0 });
    expect(await sql("select count(*)::int from customer_address")).toEqual([{ count: 10_000 + 1 + 201 * 49 + 400 }]);
  });

  it("a row that alone has more goes in by itself", async () => {
    const { id } = await validate(rowsOf([...people(1, 1), ...people(1, 2), ...people(1, 3)]));
    await sql(`
      update customer_import_row set addresses = (
        select jsonb_agg(jsonb_build_object('id', 'cuaddr_' || n, 'city', 'X')) from generate_series(1, 10001) n
      ) where line = 3
    `);

    expect(await batchesOf(id)).toEqual([1, 1, 1]);
    expect(await sql("select count(*)::int from customer_address")).toEqual([{ count: 10_005 }]);
  });

  it("a batch that ends before a row that depends on it is followed by one of twice its rows, at least ten", async () => {
    const { id: known } = await service.createCustomers({ email: "known@example.com" });
    const [first, again] = [
      { id: known, first_name: "Ada" },
      { email: "known@example.com", phone: "1" },
    ];
    const { id } = await validate(rowsOf([first, again, ...people(50, 0)]));
    expect(await batchesOf(id)).toEqual([1, 10, 20, 21]);
  });

  it("the look ahead plans few rows behind a row that depends on an earlier one, and more again from there", async () => {
    const { id: known } = await service.createCustomers({ email: "known@example.com" });
    const rows = rowsOf([
      { id: known, first_name: "Ada" },
      { email: "known@example.com", phone: "1" },
      ...people(50, 0),
    ]);
    const statements = await sentStatements(() => validate(rows));
    const limits = statements.flatMap(({ text, values }) => (/window file_order/.test(text) ? [values[2]] : []));

    expect(limits).toEqual([3_000, 10, 20, 40, 80]);
  });

  it("rows without addresses or with one go in 1,000 at a time", async () => {
    const { id } = await validate(rowsOf([...people(800, 1), ...people(400, 0)]));
    expect(await batchesOf(id)).toEqual([1_000, 200]);
  });

  it("rows that are stored already go 3,000 at a time behind the first batch, and 1,000 at a time where many change", async () => {
    const file = people(10_000, 0);
    expect(await batchesOf((await validate(rowsOf(file))).id)).toEqual(Array(10).fill(1_000));

    const later = file.map((person, index) => (index < 6_000 ? person : { ...person, phone: "1" }));
    const { id } = await validate(rowsOf(later));
    // All rows of the fourth batch change: the next is a small one again.
    expect(await batchesOf(id)).toEqual([1_000, 2_000, 3_000, 3_000, 1_000]);
    expect(await service.imports.retrieve(id)).toMatchObject({ unchanged: 6_000, updated: 4_000 });
  });

  it("customers who stay as they are are not locked when a file comes again", async () => {
    const file = [...people(5, 1), ...people(5, 0)];
    await batchesOf((await validate(rowsOf(file))).id);
    const [{ id: changing }] = await service.listCustomers({ email: "0-0@example.com" });
    const { id } = await validate(rowsOf([...file.slice(0, 5), { ...file[5], phone: "1" }, ...file.slice(6)]));
    // PostgreSQL keeps the transaction that locked a row last in its xmax.
    const lockers = () => sql(`select id, xmin::text, xmax::text from customer where id <> '${changing}' order by id`);
    const before = await lockers();

    expect(await batchesOf(id)).toEqual([10]);

    expect(await service.imports.retrieve(id)).toMatchObject({ unchanged: 9, updated: 1 });
    expect(await lockers()).toEqual(before);
  });
});
