import type { CustomerDTO } from "@medusajs/framework/types";
import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { run, validate, store, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const all = async (): Promise<CustomerDTO[]> =>
    await service.listCustomers({}, { relations: ["addresses", "groups"], order: { email: "ASC" } });
  const byEmail = async (email: string): Promise<CustomerDTO> => {
    const [found] = await service.listCustomers({ email }, { relations: ["addresses", "groups"] });
    return found;
  };

  describe("an import", () => {
    it("stores customers with all their fields, addresses and groups", async () => {
      const done = await run(
        [
          {
            ...{
              id: "cus_given",
              external_id: "E1",
              email: "ada@example.com",
              company_name: "Engines",
              phone: "+44 1",
            },
            ...{
              first_name: "Ada\t\\N",
              last_name: 'Love"lace\n',
              created_by: "user_1",
              metadata: '{"n":9007199254740993}',
            },
            ...{ created_at: "2020-01-02T03:04:05.678901Z", updated_at: "2021-01-02T03:04:05.000Z" },
            groups: ['V"I\\P', "B|2B"],
            addresses: [
              {
                address_name: "Home",
                address_1: "1 St",
                city: "London",
                country_code: "gb",
                is_default_shipping: true,
              },
              { address_1: "2 St", metadata: '{"floor":3}', is_default_billing: true },
            ],
          },
          { email: "guest@example.com" },
        ],
        { create_groups: true },
      );

      expect(done).toMatchObject({ state: "completed", error: null, completed_at: expect.any(Date) });
      expect(countsOf(done)).toEqual({ total: 2, invalid: 0, created: 2, updated: 0, unchanged: 0, skipped: 0 });
      const [ada, guest] = await all();
      expect(ada).toMatchObject({
        ...{ id: "cus_given", external_id: "E1", email: "ada@example.com", company_name: "Engines", phone: "+44 1" },
        ...{ first_name: "Ada\t\\N", last_name: 'Love"lace\n', created_by: "user_1", has_account: false },
        ...{ created_at: new Date("2020-01-02T03:04:05.678Z"), updated_at: new Date("2021-01-02T03:04:05.000Z") },
      });
      const [{ metadata }] = await sql<{ metadata: string }>(
        "select metadata::text from customer where id = 'cus_given'",
      );
      expect(metadata).toBe('{"n": 9007199254740993}');
      expect(ada.groups.map(({ name }) => name).sort()).toEqual(["B|2B", 'V"I\\P']);
      expect(ada.addresses).toMatchObject([
        {
          address_name: "Home",
          city: "London",
          country_code: "gb",
          is_default_shipping: true,
          is_default_billing: false,
        },
        { address_name: null, address_1: "2 St", metadata: { floor: 3 }, is_default_billing: true },
      ]);
      expect(guest).toMatchObject({ id: expect.stringMatching(/^cus_[0-9A-Z]{26}$/), first_name: null, addresses: [] });
    });

    it("knows a customer again by an external_id with any signs", async () => {
      const rows = ["NULL", "null", "{}", '"', "\\", "a,b", " ", "{a,b}"].map((external_id) => ({ external_id }));

      expect(countsOf(await run(rows))).toMatchObject({ total: rows.length, created: rows.length });
      expect(countsOf(await run(rows))).toMatchObject({ total: rows.length, unchanged: rows.length });
    });

    it("finds nothing to do when it is done again, and leaves every time as it was", async () => {
      const file = [
        { email: "a@example.com", first_name: "A", metadata: '{"a":"","b":null}', groups: ["VIP"] },
        {
          ...{ external_id: "E2", email: "b@example.com" },
          addresses: [{ city: "X", is_default_billing: true, metadata: "{}" }, { city: "X" }, { address_name: "n" }],
        },
      ];
      await run(file, { create_groups: true });
      const before = await sql("select * from customer order by id");
      const addresses = await sql("select * from customer_address order by id");
      const again = await run(file);

      expect(countsOf(again)).toEqual({ total: 2, invalid: 0, created: 0, updated: 0, unchanged: 2, skipped: 0 });
      expect(await sql("select * from customer order by id")).toEqual(before);
      expect(await sql("select * from customer_address order by id")).toEqual(addresses);
      expect(addresses).toHaveLength(3);
    });

    it("finds customers by id, then external_id, then email and kind", async () => {
      await service.createCustomers([
        { id: "cus_1", email: "one@example.com" },
        { external_id: "E2", email: "two@example.com" },
        { email: "three@example.com" },
        { email: "three@example.com", has_account: true },
        { email: "four@example.com" },
      ] as never);
      const done = await run([
        { id: "cus_1", email: "moved@example.com" },
        { external_id: "E2", email: "two.moved@example.com", first_name: "Two" },
        { email: "three@example.com", has_account: true, first_name: "Account" },
        { email: "three@example.com", has_account: false, first_name: "Guest" },
        { external_id: "E4", email: "four@example.com" },
      ]);

      expect(countsOf(done)).toMatchObject({ updated: 5, created: 0, invalid: 0 });
      expect((await all()).map(({ email, first_name, has_account }) => [email, first_name, has_account])).toEqual([
        ["four@example.com", null, false],
        ["moved@example.com", null, false],
        ["three@example.com", expect.any(String), expect.any(Boolean)],
        ["three@example.com", expect.any(String), expect.any(Boolean)],
        ["two.moved@example.com", "Two", false],
      ]);
      expect(await service.listCustomers({ email: "three@example.com", has_account: true })).toMatchObject([
        { first_name: "Account" },
      ]);
      expect(await byEmail("four@example.com")).toMatchObject({ external_id: "E4" });
    });

    it("takes a row that does not say its kind for the registered customer of its email, else for the guest", async () => {
      await service.createCustomers([
        { email: "both@example.com" },
        { email: "both@example.com", has_account: true },
        { email: "guest@example.com" },
      ] as never);
      await run([
        { email: "both@example.com", first_name: "R" },
        { email: "guest@example.com", first_name: "G" },
      ]);

      expect(await service.listCustomers({ first_name: "R" })).toMatchObject([{ has_account: true }]);
      expect(await service.listCustomers({ first_name: "G" })).toMatchObject([{ email: "guest@example.com" }]);
      expect(await all()).toHaveLength(3);
    });

    it("keeps what a row does not say, and clears what it says is empty", async () => {
      const full = {
        email: "a@example.com",
        first_name: "A",
        last_name: "B",
        phone: "1",
        metadata: { k: 1, l: { m: 2 } },
      };
      await service.createCustomers(full);
      await run([{ email: "a@example.com", last_name: "C", metadata: '{"k":2}' }]);
      expect(await byEmail("a@example.com")).toMatchObject({
        ...full,
        last_name: "C",
        metadata: { k: 2, l: { m: 2 } },
      });

      await run([{ email: "a@example.com", first_name: null, metadata: null }]);
      expect(await byEmail("a@example.com")).toMatchObject({
        first_name: null,
        last_name: "C",
        phone: "1",
        metadata: null,
      });
    });
  });

  it("takes keys of metadata away by an empty text where empty cells clear, and stores it where they keep", async () => {
    const empty = (metadata: string) => [{ email: "a@example.com", metadata }];
    await run(empty('{"a":"","b":1,"c":2}'));
    expect(await byEmail("a@example.com")).toMatchObject({ metadata: { a: "", b: 1, c: 2 } });
    await run(empty('{"b":"","d":3}'), { empty_cell: "clear" });
    expect((await byEmail("a@example.com")).metadata).toEqual({ a: "", c: 2, d: 3 });
    await run([{ email: "b@example.com", metadata: '{"a":"","b":1}' }], { empty_cell: "clear" });
    expect((await byEmail("b@example.com")).metadata).toEqual({ b: 1 });
    await run([{ email: "c@example.com" }]);
    const again = await run([{ email: "c@example.com", metadata: '{"a":""}' }], { empty_cell: "clear" });
    expect(countsOf(again)).toMatchObject({ unchanged: 1, updated: 0 });
  });

  describe("what is wrong with a row", () => {
    it("is that it has another value than an earlier line of its customer, for each key; the earlier line is stored", async () => {
      const done = await run([
        { id: "cus_1", email: "a@example.com" },
        { id: "cus_1", email: "b@example.com" },
        { external_id: "E", email: "c@example.com" },
        { external_id: "E", email: "d@example.com" },
        { email: "e@example.com", has_account: false },
        { email: "e@example.com", has_account: true },
        { email: "e@example.com" },
        { email: "b@example.com" },
      ]);

      expect(done.state).toBe("completed_with_errors");
      expect(countsOf(done)).toMatchObject({ total: 8, invalid: 2, created: 5 });
      expect(await errorsOf(done.id)).toEqual([
        "3 email: has another value than line 2, which names the same customer",
        "5 email: has another value than line 4, which names the same customer",
      ]);
    });

    it("is found where the row conflicts with what is stored", async () => {
      await service.createCustomers([
        { id: "cus_deleted", email: "deleted@example.com" },
        { id: "cus_other", external_id: "E1", email: "other@example.com" },
        { id: "cus_1", email: "one@example.com" },
        { id: "cus_merged", email: "merged@example.com" },
        { id: "cus_guest", email: "guest@example.com" },
        { id: "cus_two", email: "two@example.com" },
      ] as never);
      await service.softDeleteCustomers(["cus_deleted", "cus_merged"]);
      await sql("insert into customer_merge (id, merged_id, survivor_id) values ('cusmrg_1', 'cus_merged', 'cus_1')");
      const done = await run([
        { id: "cus_deleted" },
        { id: "cus_merged", email: "m@example.com" },
        { id: "cus_new", external_id: "E1" },
        { id: "cus_new2", email: "two@example.com" },
        { external_id: "E9", email: "other@example.com" },
        { id: "cus_1", email: "guest@example.com" },
        { id: "cus_guest", has_account: true },
        { email: "group@example.com", groups: ["nowhere"] },
        { id: "", email: null, first_name: "No key" },
      ]);

      expect(countsOf(done)).toEqual({ total: 9, invalid: 9, created: 0, updated: 0, unchanged: 0, skipped: 0 });
      expect(await errorsOf(done.id)).toEqual([
        "2 id: The customer is deleted. Restore it first, or give no id for a new customer.",
        "3 id: The customer was merged into cus_1. Use that id, or none for a new customer.",
        expect.stringMatching(/^4 external_id: The external_id belongs to another customer: cus_other\. /),
        expect.stringMatching(/^5 email: The email belongs to another customer: cus_two\. /),
        expect.stringMatching(/^6 external_id: The email belongs to cus_other, which has another external_id\. /),
        expect.stringMatching(/^7 email: The email belongs to another customer: cus_guest\. /),
        "8 has_account: An import makes no account of a guest and no guest of an account: cus_guest stays what it is.",
        '9 groups: There is no group "nowhere". Create it, or let the import do so ("create_groups": true).',
        "10 null: The row names no customer. Give an id, an external_id or an email.",
      ]);
    });

    it("is listed with the line as it was read, page by page, and all of it as CSV that a spreadsheet can open", async () => {
      const { id } = await validate([
        {
          line: 2,
          raw: "=cmd,x",
          errors: [
            { level: "error" as const, field: "email", reason: 'no "email"' },
            { level: "error" as const, field: null, reason: "b" },
          ],
        },
        { line: 4, raw: 'a"b\nc', errors: [{ level: "error" as const, field: "phone", reason: "c" }] },
      ]);

      expect(await service.imports.listErrors(id, { limit: 1, offset: 1 })).toEqual({
        errors: [{ line: 2, level: "error", field: null, reason: "b", raw: "=cmd,x" }],
        count: 3,
        dropped: 0,
      });
      let csv = "";
      for await (const part of await service.imports.streamErrors(id)) {
        csv += part;
      }
      expect(csv).toBe(
        'line,level,field,reason,original\n2,error,email,"no ""email""","\'=cmd,x"\n2,error,,b,"\'=cmd,x"\n4,error,phone,c,"a""b\nc"\n',
      );
      expect(await service.imports.retrieve(id)).toMatchObject({ total: 2, invalid: 2 });
    });

    it("is an error when the database refuses the row at the last moment; the others are stored", async () => {
      const { id } = await validate(
        rowsOf(
          Array.from({ length: 300 }, (_, index) => ({ email: `${index}@example.com`, external_id: `E${index}` })),
        ),
      );
      await service.imports.confirm(id);
      await service.createCustomers({ email: "elsewhere@example.com", external_id: "E120" } as never);
      await sql(`alter table customer add constraint no_77 check (email <> '77@example.com')`);
      const done = await store(id);
      await sql("alter table customer drop constraint no_77");

      expect(countsOf(done)).toEqual({ total: 300, invalid: 1, created: 298, updated: 1, unchanged: 0, skipped: 0 });
      expect(await errorsOf(id)).toEqual(["79 null: The database does not take the row (23514)."]);
      expect(await byEmail("120@example.com")).toMatchObject({ external_id: "E120" });
    });
  });
});
