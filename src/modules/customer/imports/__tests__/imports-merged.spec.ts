import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type { ImportedCustomer } from "../types";

const FILE = [
  { external_id: "1", email: "a@x.io", first_name: "Ann" },
  { external_id: "2", email: "b@x.io", groups: ["gold"], addresses: [{ address_1: "2 St" }], has_account: true },
];

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { run, validate, store, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const idOf = async (email: string) => (await service.listCustomers({ email }))[0].id;
  const merge = async (survivor: string, merged: string, fields?: { email: "merged" }) => {
    const [survivor_id, merged_id] = [await idOf(survivor), await idOf(merged)];
    const { id } = await service.merges.merge({ customer_ids: [survivor_id, merged_id], survivor_id, fields });
    await sql(`update customer_merge set completed_at = now() where id = '${id}'`);
    return survivor_id;
  };
  const today = () => new Date().toISOString().slice(0, 10);
  const warning = (line: number, key: string, survivor: string) =>
    expect.stringMatching(
      new RegExp(
        `^${line} ${key}: The customer was merged on ${today()}, and lives on in ${survivor}\\. Nothing of the row is ` +
          "stored\\. .* If it is another person, create the customer here first\\.$",
      ),
    );
  const everything = async () => ({
    customers: await sql("select * from customer order by id"),
    addresses: await sql("select * from customer_address order by id"),
    memberships: await sql("select * from customer_group_customer order by id"),
    invitations: await sql("select * from customer_invitation order by id"),
  });

  describe("an import whose row is a customer who was merged since", () => {
    let survivor: string;

    beforeEach(async () => {
      await run(FILE, { create_groups: true });
      survivor = await merge("a@x.io", "b@x.io");
    });

    it("stores nothing of the row, day after day, and warns with the survivor's id", async () => {
      const before = await everything();
      for (const _day of [1, 2]) {
        const done = await run(FILE);
        expect(done).toMatchObject({ state: "completed", warned: 1, warning_count: 1 });
        expect(countsOf(done)).toEqual({ total: 2, invalid: 0, created: 0, updated: 0, unchanged: 1, skipped: 1 });
        expect(await errorsOf(done.id)).toEqual([warning(3, "external_id", survivor)]);
      }
      expect(await everything()).toEqual(before);
    });

    it("counts and warns before it is confirmed, and keeps the line with the warning", async () => {
      const { id, expected, warned, state } = await validate(rowsOf(FILE));
      expect({ expected, warned, state }).toMatchObject({
        expected: { created: 0, unchanged: 1, skipped: 1, invitations: 0 },
        warned: 1,
        state: "ready",
      });
      const { errors } = await service.imports.listErrors(id, { limit: 10, offset: 0 });
      expect(errors).toMatchObject([{ line: 3, level: "warning", field: "external_id", raw: "raw 3" }]);
    });

    it.each([{ strict: true }, { on_conflict: "fail" as const }])("is an error with %j", async (options) => {
      const done = await run([FILE[1]], options);
      expect(countsOf(done)).toMatchObject({ invalid: 1, created: 0, skipped: 0 });
      expect(done.warned).toBe(0);
      expect(await errorsOf(done.id)).toEqual([warning(2, "external_id", survivor)]);
    });

    it.each<[string, ImportedCustomer, string]>([
      ["the email alone", { email: "b@x.io" }, "email"],
      ["the email and kind", { email: "b@x.io", has_account: true }, "email"],
      ["the email beside another external_id", { external_id: "3", email: "b@x.io" }, "email"],
      ["the external_id beside another email", { external_id: "2", email: "c@x.io" }, "external_id"],
      ["the external_id beside the survivor's email", { external_id: "2", email: "a@x.io" }, "external_id"],
    ])("finds the merged customer by %s", async (_name, row, key) => {
      const done = await run([row]);
      expect(countsOf(done)).toMatchObject({ created: 0, updated: 0, skipped: 1 });
      expect(await errorsOf(done.id)).toEqual([warning(2, key, survivor)]);
    });

    it("is another customer of the same email and another kind", async () => {
      expect(countsOf(await run([{ email: "b@x.io", has_account: false }]))).toMatchObject({ created: 1 });
    });

    it("is another person once that customer was created here, as the warning says", async () => {
      await service.createCustomers({ email: "b@x.io" });
      expect(countsOf(await run([{ external_id: "3", email: "b@x.io" }]))).toMatchObject({ updated: 1, skipped: 0 });
    });

    it("is the live customer who has the email now", async () => {
      const { id } = await service.createCustomers({ email: "b@x.io" });
      const done = await run([{ external_id: "2", email: "b@x.io", first_name: "Bea" }]);
      expect(countsOf(done)).toMatchObject({ updated: 1, skipped: 0 });
      expect(await service.retrieveCustomer(id)).toMatchObject({ first_name: "Bea", external_id: "2" });
    });

    it("names the last survivor of a chain of merges", async () => {
      await run([{ external_id: "3", email: "c@x.io" }]);
      const last = await merge("c@x.io", "a@x.io");
      const done = await run(FILE);
      expect(countsOf(done)).toMatchObject({ created: 0, updated: 0, skipped: 2 });
      expect(await errorsOf(done.id)).toEqual([warning(2, "external_id", last), warning(3, "external_id", last)]);
    });

    it("is a new customer once the survivor is deleted", async () => {
      await service.softDeleteCustomers([survivor]);
      expect(countsOf(await run([FILE[1]]))).toMatchObject({ created: 1, skipped: 0 });
    });

    it("is that customer again once it is restored", async () => {
      await sql("update customer set deleted_at = null where external_id = '2'");
      expect(countsOf(await run([FILE[1]]))).toMatchObject({ created: 0, updated: 1, skipped: 0 });
    });

    it("counts the external_id before the email, and of an email the last merge", async () => {
      await run([{ external_id: "5", email: "e@x.io" }]);
      await service.createCustomers({ email: "b@x.io" });
      const last = await merge("e@x.io", "b@x.io");
      const warningsOf = async (row: ImportedCustomer) => await errorsOf((await run([row])).id);
      expect(await warningsOf({ external_id: "2", email: "b@x.io" })).toEqual([warning(2, "external_id", survivor)]);
      expect(await warningsOf({ email: "b@x.io" })).toEqual([warning(2, "email", last)]);
    });
  });

  describe("an import after a merge that took the merged customer's email", () => {
    const mergeEmails = async (has_account: boolean) => {
      const rows = FILE.map(({ external_id, email }) => ({ external_id, email, has_account }));
      await run(rows);
      await sql("update customer_invitation set state = 'accepted'");
      return { rows, survivor: await merge("a@x.io", "b@x.io", { email: "merged" }) };
    };

    it("makes a customer of the survivor's former email, where that is the only key of the row", async () => {
      const { survivor } = await mergeEmails(false);
      expect(countsOf(await run([{ email: "a@x.io" }, { email: "b@x.io" }]))).toMatchObject({
        created: 1,
        unchanged: 1,
      });
      expect(await service.retrieveCustomer(survivor)).toMatchObject({ email: "b@x.io" });
    });

    it.each([
      [false, "writes the former email to the guest of the external_id", "a@x.io", { updated: 1, skipped: 1 }],
      [true, "keeps the email of the account of the external_id", "b@x.io", { unchanged: 1, skipped: 1 }],
    ])("(has_account: %s) %s", async (has_account, _name, email, counts) => {
      const { rows, survivor } = await mergeEmails(has_account);
      expect(countsOf(await run(rows))).toMatchObject({ created: 0, invalid: 0, ...counts });
      expect(await service.retrieveCustomer(survivor)).toMatchObject({ email });
    });
  });

  describe("an import whose row has nothing but the email that an account had before a change of email", () => {
    const ROW = { email: "old@x.io", first_name: "Ann" };
    let account: string;

    beforeEach(async () => {
      account = (await service.createCustomers({ email: "old@x.io", has_account: true })).id;
      const request = { customer_id: account, email: "new@x.io", requested_by: "admin" as const };
      const { token } = await service.emailChanges.request(request);
      await service.emailChanges.redeemAndApply({ token });
    });

    it.each(["update", "skip"] as const)(
      "makes a customer once, also with accounts_by_email %s, and leaves the account as it is",
      async (accounts_by_email) => {
        const before = await service.retrieveCustomer(account);
        expect(await run([ROW], { accounts_by_email })).toMatchObject({ created: 1, skipped: 0, warned: 0 });
        expect(await run([ROW], { accounts_by_email })).toMatchObject({ created: 0, unchanged: 1, warned: 0 });
        expect(await service.listCustomers({ email: "old@x.io" })).toMatchObject([{ has_account: false }]);
        expect(await service.retrieveCustomer(account)).toEqual(before);
      },
    );

    it("is the account where row and account have one external_id, which an earlier import gives it by its email", async () => {
      await run([{ email: "new@x.io", external_id: "7" }]);
      expect(await run([{ ...ROW, external_id: "7" }])).toMatchObject({ created: 0, updated: 1, warned: 1 });
      expect(await service.retrieveCustomer(account)).toMatchObject({ email: "new@x.io", first_name: "Ann" });
    });

    it("is not stored, with a warning, once the second customer was merged into the account", async () => {
      await run([ROW]);
      await merge("new@x.io", "old@x.io");
      const done = await run([ROW]);
      expect(countsOf(done)).toMatchObject({ created: 0, skipped: 1 });
      expect(await errorsOf(done.id)).toEqual([warning(2, "email", account)]);
    });
  });

  it("finds a merge that was made between the check and the storing, and counts its warning once", async () => {
    await run(FILE, { create_groups: true });
    const { id } = await validate(rowsOf([FILE[1], { ...FILE[0], external_id: "9", email: "z@x.io" }]));
    const survivor = await merge("a@x.io", "b@x.io");
    await service.imports.confirm(id);
    const done = await store(id);
    expect(countsOf(done)).toMatchObject({ created: 1, skipped: 1 });
    expect(done).toMatchObject({ warned: 1, warning_count: 1, state: "completed" });
    expect(await errorsOf(id)).toEqual([warning(2, "external_id", survivor)]);
  });

  it("counts a row with other warnings once, and keeps its line once", async () => {
    await run(FILE, { create_groups: true });
    const survivor = await merge("a@x.io", "b@x.io");
    const errors = [{ level: "warning" as const, field: "phone", reason: "no phone" }];
    const { id, warned, warning_count } = await validate([{ line: 2, raw: "raw 2", customer: FILE[1], errors }]);
    expect({ warned, warning_count }).toEqual({ warned: 1, warning_count: 2 });
    expect(await errorsOf(id)).toEqual(["2 phone: no phone", warning(2, "external_id", survivor)]);
    expect(await sql("select raw from customer_import_error order by position")).toEqual([
      { raw: "raw 2" },
      { raw: "" },
    ]);
  });

  it.each([
    [99_999, { warned: 1, warning_count: 100_000, kept: 1 }],
    [100_000, { warned: 1, warning_count: 100_001, kept: 0 }],
    // One was dropped: that of this row may be counted already.
    [100_001, { warned: 0, warning_count: 100_001, kept: 0 }],
  ])("stores the other rows and keeps no more than 100,000 warnings, of %i before", async (before, after) => {
    await run(FILE, { create_groups: true });
    const { id } = await validate(rowsOf([FILE[1], { email: "z@x.io" }]));
    await merge("a@x.io", "b@x.io");
    await sql(`update customer_import set warning_count = ${before} where id = '${id}'`);
    await service.imports.confirm(id);
    const done = await store(id);
    expect(countsOf(done)).toMatchObject({ created: 1, skipped: 1 });
    const { warned, warning_count } = done;
    expect({ warned, warning_count, kept: (await errorsOf(id)).length }).toEqual(after);
  });

  it("takes a claimed guest for its account, whose external_id is the guest's where it had none", async () => {
    await run([{ external_id: "g1", email: "a@x.io" }]);
    const account = await service.createCustomers({ email: "a@x.io", has_account: true });
    const [guest] = await service.listCustomers({ email: "a@x.io", has_account: false });
    await service.merges.merge({ customer_ids: [account.id, guest.id], survivor_id: account.id, kind: "claim" });
    const done = await run([{ external_id: "g1", email: "a@x.io", first_name: "Ann" }]);
    expect(countsOf(done)).toMatchObject({ updated: 1, skipped: 0 });
    expect(await service.retrieveCustomer(account.id)).toMatchObject({ external_id: "g1", first_name: "Ann" });
  });

  it("warns of a claimed guest whose account has another external_id", async () => {
    await run([
      { external_id: "g1", email: "a@x.io", has_account: false },
      { external_id: "r1", email: "a@x.io", has_account: true },
    ]);
    const [account] = await service.listCustomers({ email: "a@x.io", has_account: true });
    const [guest] = await service.listCustomers({ email: "a@x.io", has_account: false });
    await service.merges.merge({ customer_ids: [account.id, guest.id], survivor_id: account.id, kind: "claim" });
    for (const row of [
      { external_id: "g1", email: "a@x.io" },
      { email: "a@x.io", has_account: false },
    ]) {
      const done = await run([row]);
      expect(countsOf(done)).toMatchObject({ created: 0, skipped: 1, invalid: 0 });
      expect(await errorsOf(done.id)).toEqual([
        warning(2, row.external_id === undefined ? "email" : "external_id", account.id),
      ]);
    }
  });
});
