import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, piecesOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { claim, runFile, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const addresses = async () =>
    (await service.listCustomerAddresses({}, { order: { id: "ASC" } })).map(({ address_1, city, phone }) => [
      ...[address_1, city, phone],
    ]);

  describe("rows of one customer", () => {
    const HEADER =
      "email,first_name,groups,metadata,address_1_address_1,address_1_city,address_1_is_default_shipping,external_id";

    it("are one customer with the addresses, groups and metadata of all, wherever they are in the file", async () => {
      const done = await runFile(
        lines(
          HEADER,
          'may@x.io,May,gold|red,"{""a"":1}",1 North St,Leeds,true,',
          "kit@x.io,Kit,,,3 East St,Hull,true,",
          'may@x.io,,gold|blue,"{""b"":2,""a"":1}",2 South St,York,false,E7',
          "may@x.io,May,,,1 North St,Leeds,true,",
        ),
        { create_groups: true },
      );
      expect(done).toMatchObject({ state: "completed", total: 4, folded: 2, invalid: 0, created: 2 });
      const [may] = await service.listCustomers({ email: "may@x.io" }, { relations: ["addresses", "groups"] });
      expect(may).toMatchObject({ first_name: "May", external_id: "E7", metadata: { a: 1, b: 2 } });
      expect(may.groups.map(({ name }) => name).sort()).toEqual(["blue", "gold", "red"]);
      expect(may.addresses.map((one) => [one.address_1, one.is_default_shipping])).toEqual([
        ["1 North St", true],
        ["2 South St", false],
      ]);
      expect(countsOf(await runFile(lines(HEADER, "may@x.io,May,,,1 North St,Leeds,true,")))).toMatchObject({
        unchanged: 1,
      });
    });

    it("that contradict the first one are errors that name its line and the field", async () => {
      const done = await runFile(
        lines(
          HEADER,
          'sam@x.io,Sam,,"{""a"":1}",1 St,Rome,true,',
          "sam@x.io,Samuel,,,,,,",
          'sam@x.io,,,"{""a"":2}",,,,',
          "sam@x.io,,,,2 St,Rome,true,",
          "sam@x.io,Sam,,,3 St,Rome,,E1",
          "sam@x.io,,,,,,,E2",
        ),
      );
      expect(done).toMatchObject({ state: "completed_with_errors", created: 1, folded: 1, invalid: 4 });
      expect(await errorsOf(done.id)).toEqual([
        "3 first_name: has another value than line 2, which names the same customer",
        "4 metadata.a: has another value than line 2, which names the same customer",
        "5 is_default_shipping: has another value than line 2, which names the same customer",
        expect.stringMatching(
          /^7 external_id: has another value than line 2, which names the same customer by its email/,
        ),
      ]);
      expect(await addresses()).toEqual([
        ["1 St", "Rome", null],
        ["3 St", "Rome", null],
      ]);
    });

    it("bring no more addresses than the import takes", async () => {
      const rows = Array.from({ length: 4 }, (_, n) => `sam@x.io,,,,${n} St,Rome,,`);
      const done = await runFile(lines(HEADER, ...rows), { max_addresses: 2 });
      expect(done).toMatchObject({ created: 1, folded: 1, invalid: 2 });
      expect((await errorsOf(done.id)).map((error) => error.slice(0, 12))).toEqual(["4 addresses:", "5 addresses:"]);
    });

    it("may leave the customer's cells empty in a file of Matrixify", async () => {
      const done = await runFile(
        lines(
          "ID,Email,First Name,Address Line 1,Address City,Address Zip,Address Country Code,Address Is Default,Total Spent",
          "55,ina@x.io,Ina,1 Quay St,Oslo,0150,NO,TRUE,1",
          ",,,2 Fjord Rd,Bergen,5003,NO,FALSE,",
          "56,ole@x.io,Ole,3 Hill St,Oslo,0151,NO,TRUE,0",
        ),
      );
      expect(done).toMatchObject({ state: "completed", created: 2, folded: 1, warned: 0 });
      expect(await sql("select external_id from customer order by 1")).toEqual([
        { external_id: "55" },
        { external_id: "56" },
      ]);
      expect(await addresses()).toHaveLength(3);
    });
  });

  describe("warnings", () => {
    it("are kept beside errors, and counted apart from them; their rows are stored", async () => {
      const done = await runFile(
        lines(
          "email,address_1_city,address_1_country_code,Notes",
          "a@x.io,Rome,Atlantis,x",
          "no email,,,",
          "b@x.io,Rome,it,",
        ),
      );
      expect(done).toMatchObject({ state: "completed_with_errors", created: 2, invalid: 1, warned: 1 });
      expect(done).toMatchObject({ error_count: 1, warning_count: 2 });
      const page = { limit: 10, offset: 0 };
      const { errors, count } = await service.imports.listErrors(done.id, page);
      expect([count, errors.map(({ line, level, field }) => [line, level, field])]).toEqual([
        3,
        [
          [1, "warning", "Notes"],
          [2, "warning", "address_1_country_code"],
          [3, "error", "email"],
        ],
      ]);
      expect(errors[1].raw).toBe("a@x.io,Rome,Atlantis,x");
      expect(await service.imports.listErrors(done.id, { ...page, level: "error" })).toMatchObject({ count: 1 });
    });

    it("are errors where the import is strict", async () => {
      const done = await runFile(lines("email,address_1_city,address_1_country_code", "a@x.io,Rome,Atlantis"), {
        strict: true,
      });
      expect(done).toMatchObject({ created: 0, invalid: 1, warned: 0 });
    });

    it("of a row that cannot be stored stay beside its error", async () => {
      await service.createCustomers({ email: "a@x.io" });
      const file = lines("email,created_at", "a@x.io,soon", "b@x.io,soon");
      const done = await runFile(file, { on_conflict: "fail" });
      expect(done).toMatchObject({ created: 1, invalid: 1, warned: 2 });
      const { errors } = await service.imports.listErrors(done.id, { limit: 10, offset: 0 });
      expect(errors.map(({ line, level, raw }) => [line, level, raw])).toEqual([
        [2, "error", "a@x.io,soon"],
        [2, "warning", "a@x.io,soon"],
        [3, "warning", "b@x.io,soon"],
      ]);
    });
  });

  it("rows with warnings and folded rows are stored once, though PostgreSQL has lost them after they were read", async () => {
    const rows = [
      "email,created_at,address_1_city",
      "a@x.io,soon,",
      "b@x.io,,Rome",
      "c@x.io,,",
      "a@x.io,,Oslo",
      "b@x.io,,Bonn",
    ];
    const opened = async () => await service.imports.open(piecesOf(lines(...rows)));
    const { id } = await service.imports.create({});
    await service.importRuns.validate(await claim(id), await opened());
    await service.imports.confirm(id);
    const run = await claim(id);
    await service.importRuns.storeBatch(run, { limit: 1 });
    await sql("truncate customer_import_row");
    expect(await service.importRuns.reread(run, await opened())).toBe(true);
    expect(await sql("select line from customer_import_row order by line")).toEqual([{ line: 3 }, { line: 4 }]);
    expect(await service.importRuns.hasAllRows(run)).toBe(true);
    while ((await service.importRuns.storeBatch(run))?.rows);
    const done = await service.importRuns.finish(run);
    expect(done).toMatchObject({ state: "completed", total: 5, folded: 2, created: 3, warned: 1, warning_count: 1 });
    expect((await addresses()).map(([, city]) => city).sort()).toEqual(["Bonn", "Oslo", "Rome"]);
  });

  it("a warned row that is not stored yet is stored after such a loss, too", async () => {
    const file = lines("email,created_at", "a@x.io,soon", "b@x.io,soon");
    const { id } = await service.imports.create({});
    await service.importRuns.validate(await claim(id), await service.imports.open(piecesOf(file)));
    await service.imports.confirm(id);
    const run = await claim(id);
    await sql("truncate customer_import_row");
    await service.importRuns.reread(run, await service.imports.open(piecesOf(file)));
    expect(await service.importRuns.hasAllRows(run)).toBe(true);
  });

  describe("the ids of two systems", () => {
    it("do not meet where each has its prefix", async () => {
      const mapping = { id: "external_id", name: "name", email: "email" };
      await runFile(lines("id,name,email", "1,Ada L,ada@x.io"), { mapping, external_id_prefix: "crm-" });
      const done = await runFile(lines("id,name,email", "1,Zed Z,zed@x.io"), { mapping, external_id_prefix: "erp-" });
      expect(countsOf(done)).toMatchObject({ created: 1, updated: 0 });
      expect(await sql("select external_id from customer order by 1")).toEqual([
        { external_id: "crm-1" },
        { external_id: "erp-1" },
      ]);
    });
  });
});
