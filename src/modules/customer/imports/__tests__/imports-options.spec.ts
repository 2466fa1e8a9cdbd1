import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { run, runFile, validate, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const byEmail = async (email: string) => (await service.listCustomers({ email }))[0];

  describe("the options of an import", () => {
    const existing = { email: "a@example.com", first_name: "Old" };
    const file = [{ email: "a@example.com", first_name: "New" }, { email: "b@example.com" }];

    it("leaves customers that are there as they are, when asked to skip them", async () => {
      await service.createCustomers(existing);
      expect(countsOf(await run(file, { on_conflict: "skip" }))).toMatchObject({ created: 1, skipped: 1, updated: 0 });
      expect(await byEmail("a@example.com")).toMatchObject(existing);
    });

    it("makes errors of customers that are there, when asked to fail on them", async () => {
      const { id } = await service.createCustomers(existing);
      const done = await run(file, { on_conflict: "fail" });
      expect(countsOf(done)).toMatchObject({ created: 1, invalid: 1, updated: 0 });
      expect(await errorsOf(done.id)).toEqual([
        `2 null: There is this customer already: ${id}. The import is to fail on those.`,
      ]);
    });

    it("invites accounts that it makes, and stores them as guests when asked to", async () => {
      const accounts = [
        { email: "a@example.com", has_account: true },
        { email: "b@example.com", has_account: false },
      ];
      await run(accounts, { accounts: "guest" });
      expect(await service.listCustomers({ has_account: true })).toEqual([]);
      expect(await sql("select * from customer_invitation")).toEqual([]);

      await run([{ email: "a@example.com", has_account: true }], { accounts: "invite" });
      await run([{ email: "a@example.com", has_account: true }], { accounts: "invite" });
      const [account] = await service.listCustomers({ has_account: true });
      expect(await sql("select customer_id, state from customer_invitation")).toEqual([
        { customer_id: account.id, state: "held" },
      ]);
    });

    it("makes accounts of a file without a column for that by a constant, and holds their invitations", async () => {
      const shopify = "Customer ID,First Name,Email,Accepts Email Marketing,Tax Exempt\n7,Ada,a@example.com,no,no\n";
      await runFile(shopify, { constants: { has_account: "true" } });
      const accounts = await service.listCustomers({ has_account: true });
      expect(accounts).toMatchObject([{ email: "a@example.com", external_id: "7" }]);
      expect(await sql("select customer_id, state from customer_invitation")).toEqual([
        { customer_id: accounts[0].id, state: "held" },
      ]);
    });

    it("says in a dry run what would become of each row, and stores nothing", async () => {
      const customer = await service.createCustomers({
        ...existing,
        addresses: [{ city: "X", is_default_shipping: true }],
      });
      await service.createCustomers([
        { email: "c@example.com" },
        { email: "d@example.com" },
        { email: "e@example.com" },
      ]);
      const rows = [
        ...file,
        { email: "c@example.com", groups: ["new"] },
        { email: "d@example.com", addresses: [{ city: "Y" }] },
        { email: "e@example.com" },
        { id: customer.id, email: "e@example.com" },
      ];
      const before = await sql("select * from customer order by id");
      const tried = await run(rows, { dry_run: true, create_groups: true });

      expect(tried).toMatchObject({
        state: "completed_with_errors",
        expected: { created: 1, updated: 3, unchanged: 1 },
      });
      expect(countsOf(tried)).toEqual({ total: 6, invalid: 1, created: 1, updated: 3, unchanged: 1, skipped: 0 });
      expect(await sql("select * from customer order by id")).toEqual(before);
      expect(await sql("select * from customer_group")).toEqual([]);
      expect(await sql("select * from customer_import_row")).toEqual([]);
      await expect(service.imports.confirm(tried.id)).rejects.toMatchObject({
        type: "not_allowed",
        message: "The import is completed_with_errors and cannot be confirmed; that is for imports that are ready.",
      });

      const done = await run(rows, { create_groups: true });
      expect(countsOf(done)).toEqual(countsOf(tried));
      expect(await errorsOf(done.id)).toEqual(await errorsOf(tried.id));
    });

    it("are refused when they are wrong", async () => {
      await expect(service.imports.create({ options: { on_conflict: "merge" } as never })).rejects.toMatchObject({
        type: "invalid_data",
        message: expect.stringContaining('"on_conflict"'),
      });
      await expect(service.imports.create({ options: { no: 1 } as never })).rejects.toMatchObject({
        message: expect.stringContaining('"no"'),
      });
      const { id } = await validate(rowsOf([{ email: "a@example.com", addresses: [{ city: "X" }, { city: "Y" }] }]), {
        max_addresses: 1,
      });
      expect(await errorsOf(id)).toEqual(["2 addresses: The row has 2 addresses; the import takes at most 1 a row."]);
    });
  });
});
