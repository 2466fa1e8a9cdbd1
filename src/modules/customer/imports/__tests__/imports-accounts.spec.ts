import type { CreateCustomerDTO } from "@medusajs/framework/types";
import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type { ImportOptionsInput } from "../import-options";
import type { ImportedCustomer } from "../types";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { run, validate, store, errorsOf } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  /** The external_id is ours, core's type does not know it. */
  const create = async (fields: CreateCustomerDTO & { external_id?: string }) => await service.createCustomers(fields);
  const stored = async (id: string) => await service.retrieveCustomer(id);

  describe("an import whose row has another email than the account of its external_id", () => {
    const ROW = { external_id: "7", email: "a@x.io" };
    const KEPT = /^2 email: The account keeps its email\. .*change of email/;

    /** The account has changed its email, and the change is confirmed. */
    const account = async () => await create({ external_id: "7", email: "b@x.io", has_account: true, phone: "1" });

    it("stores the other fields and keeps the email, with a warning", async () => {
      const { id } = await account();
      const done = await run([{ ...ROW, phone: "2" }]);
      expect(countsOf(done)).toMatchObject({ updated: 1, unchanged: 0, invalid: 0 });
      expect(done).toMatchObject({ state: "completed", warned: 1, warning_count: 1 });
      expect(await errorsOf(done.id)).toEqual([expect.stringMatching(KEPT)]);
      expect(await stored(id)).toMatchObject({ email: "b@x.io", phone: "2" });
    });

    it("is unchanged the next day, and warns again", async () => {
      const { id } = await account();
      await run([{ ...ROW, phone: "2" }]);
      const before = await sql("select * from customer");
      const { expected } = await validate(rowsOf([{ ...ROW, phone: "2" }]));
      expect(expected).toMatchObject({ updated: 0, unchanged: 1 });
      const done = await run([{ ...ROW, phone: "2" }]);
      expect(countsOf(done)).toMatchObject({ updated: 0, unchanged: 1 });
      expect(done.warned).toBe(1);
      expect(await sql("select * from customer")).toEqual(before);
      expect(await stored(id)).toMatchObject({ email: "b@x.io" });
    });

    it("keeps it also where the row names the account by its id, or clears the email", async () => {
      const { id } = await account();
      await run([{ id, email: "a@x.io" }]);
      expect(await stored(id)).toMatchObject({ email: "b@x.io" });
      const done = await run([{ external_id: "7", email: null }], { empty_cell: "clear" });
      expect(done.warned).toBe(1);
      expect(await stored(id)).toMatchObject({ email: "b@x.io" });
    });

    it("keeps it also where another account has the email of the row now", async () => {
      const { id } = await account();
      await create({ email: "a@x.io", has_account: true });
      const done = await run([{ ...ROW, phone: "2" }]);
      expect(countsOf(done)).toMatchObject({ updated: 1, invalid: 0 });
      expect(await errorsOf(done.id)).toEqual([expect.stringMatching(KEPT)]);
      expect(await stored(id)).toMatchObject({ email: "b@x.io", phone: "2" });
    });

    it("is an error with strict", async () => {
      await account();
      const done = await run([ROW], { strict: true });
      expect(countsOf(done)).toMatchObject({ invalid: 1, unchanged: 0 });
      expect(await errorsOf(done.id)).toEqual([expect.stringMatching(KEPT)]);
    });

    it("does not warn of a row that is skipped, or that has no email or the same", async () => {
      await account();
      const rows: [ImportedCustomer, ImportOptionsInput?][] = [
        [ROW, { on_conflict: "skip" }],
        [{ external_id: "7", phone: "1" }],
        [{ external_id: "7", email: "b@x.io" }],
      ];
      for (const [row, options] of rows) {
        expect(await run([row], options)).toMatchObject({ warned: 0, invalid: 0 });
      }
    });

    it("writes the email of a guest", async () => {
      const { id } = await create({ external_id: "7", email: "b@x.io" });
      expect(await run([ROW])).toMatchObject({ updated: 1, warned: 0 });
      expect(await stored(id)).toMatchObject({ email: "a@x.io" });
    });

    it.each(["held", "sent", "expired", "cancelled"])(
      "writes the email of an account that never had a login: its last invitation is %s",
      async (state) => {
        await run([{ external_id: "7", email: "b@x.io", has_account: true }]);
        await sql(`update customer_invitation set state = '${state}'`);
        const done = await run([ROW]);
        expect(done).toMatchObject({ updated: 1, warned: 0 });
        expect(await service.listCustomers({})).toMatchObject([{ email: "a@x.io", has_account: true }]);
      },
    );

    it("keeps it once the invitation is accepted, or an account with a login was merged into this one", async () => {
      await run([{ external_id: "7", email: "b@x.io", has_account: true }]);
      await sql("update customer_invitation set state = 'accepted'");
      expect(await run([ROW])).toMatchObject({ unchanged: 1, warned: 1 });
      await sql("update customer_invitation set state = 'sent'");
      await sql(`
        insert into customer_merge (id, merged_id, survivor_id, created_at)
        select 'cusmrg_1', 'cus_gone', id, now() + interval '1 second' from customer
      `);
      expect(await run([ROW])).toMatchObject({ unchanged: 1, warned: 1 });
      expect(await service.listCustomers({})).toMatchObject([{ email: "b@x.io" }]);
    });

    it("keeps an email that the customer confirmed without a login, and writes it where a change was not confirmed", async () => {
      await run([{ external_id: "7", email: "b@x.io", has_account: true }]);
      const [{ id }] = await service.listCustomers({});
      const request = async (email: string) =>
        await service.emailChanges.request({ customer_id: id, email, requested_by: "admin" });
      await request("c@x.io");
      expect(await run([ROW])).toMatchObject({ updated: 1, warned: 0 });
      const { token } = await request("b@x.io");
      await service.emailChanges.redeemAndApply({ token });
      const done = await run([{ ...ROW, phone: "2" }]);
      expect(done).toMatchObject({ updated: 1, warned: 1 });
      expect(await errorsOf(done.id)).toEqual([expect.stringMatching(KEPT)]);
      expect(await stored(id)).toMatchObject({ email: "b@x.io", phone: "2" });
    });

    it("keeps an email that was changed between the check and the storing, and warns then", async () => {
      const { id } = await create({ external_id: "7", email: "a@x.io", has_account: true });
      const checked = await validate(rowsOf([ROW]));
      expect(checked.warned).toBe(0);
      await service.updateCustomers(id, { email: "b@x.io" });
      await service.imports.confirm(checked.id);
      expect(await store(checked.id)).toMatchObject({ unchanged: 1, warned: 1 });
      expect(await stored(id)).toMatchObject({ email: "b@x.io" });
    });
  });

  describe("an import whose row names an account by its email alone", () => {
    const ROW: ImportedCustomer = {
      ...{ external_id: "7", email: "a@x.io", phone: "2", groups: ["gold"] },
      addresses: [{ address_1: "1 St" }],
    };
    const OPTIONS = { accounts_by_email: "skip", create_groups: true } as const;
    const skipped = (id: string) =>
      expect.stringMatching(new RegExp(`^2 email: The row names the account ${id} by its email alone\\.`));
    const everything = async () => ({
      customers: await sql("select * from customer order by id"),
      addresses: await sql("select * from customer_address"),
      memberships: await sql("select * from customer_group_customer"),
    });

    it("updates the account, and gives it the external_id", async () => {
      const { id } = await create({ email: "a@x.io", has_account: true });
      expect(await run([ROW], { create_groups: true })).toMatchObject({ updated: 1, skipped: 0, warned: 0 });
      expect(await stored(id)).toMatchObject({ phone: "2", external_id: "7" });
    });

    it("stores nothing of the row when asked to skip these, and warns before and after the confirmation", async () => {
      const { id } = await create({ email: "a@x.io", has_account: true });
      const before = await everything();
      const checked = await validate(rowsOf([ROW]), OPTIONS);
      expect(checked).toMatchObject({ expected: { updated: 0, skipped: 1 }, warned: 1 });
      await service.imports.confirm(checked.id);
      const done = await store(checked.id);
      expect(done).toMatchObject({ state: "completed", warned: 1, warning_count: 1, skipped: 1, updated: 0 });
      expect(await errorsOf(done.id)).toEqual([skipped(id)]);
      expect(await everything()).toEqual(before);
    });

    it("is an error with strict, and no warning where all existing customers are skipped", async () => {
      const { id } = await create({ email: "a@x.io", has_account: true });
      const refused = await run([ROW], { ...OPTIONS, strict: true });
      expect(refused).toMatchObject({ invalid: 1, skipped: 0, warned: 0 });
      expect(await errorsOf(refused.id)).toEqual([skipped(id)]);
      expect(await run([ROW], { ...OPTIONS, on_conflict: "skip" })).toMatchObject({ skipped: 1, warned: 0 });
    });

    it("stores rows that name the account by its id or external_id, rows of guests, and new customers", async () => {
      const known = await create({ email: "a@x.io", external_id: "7", has_account: true });
      const other = await create({ email: "b@x.io", has_account: true });
      await create({ email: "g@x.io" });
      const done = await run(
        [ROW, { id: other.id, email: "b@x.io", phone: "3" }, { email: "g@x.io", phone: "4" }, { email: "n@x.io" }],
        OPTIONS,
      );
      expect(done).toMatchObject({ created: 1, updated: 3, skipped: 0, warned: 0, invalid: 0 });
      expect(await stored(known.id)).toMatchObject({ phone: "2" });
    });

    it("stores rows of accounts that an earlier import made, until the invitation is accepted", async () => {
      const row = { email: "i@x.io", has_account: true };
      await run([row]);
      expect(await run([{ ...row, phone: "1" }], OPTIONS)).toMatchObject({ updated: 1, skipped: 0, warned: 0 });
      await sql("update customer_invitation set state = 'accepted'");
      expect(await run([{ ...row, phone: "2" }], OPTIONS)).toMatchObject({ updated: 0, skipped: 1, warned: 1 });
    });

    it("stores rows whose external_id is that of a guest who was claimed into the account", async () => {
      const account = await create({ email: "a@x.io", has_account: true });
      const other = await create({ email: "b@x.io", has_account: true });
      const guest = await create({ email: "a@x.io", external_id: "7" });
      await service.merges.merge({ customer_ids: [account.id, guest.id], survivor_id: account.id, kind: "claim" });
      const strange = await run([{ external_id: "7", email: "b@x.io" }], OPTIONS);
      expect(await errorsOf(strange.id)).toEqual([skipped(other.id)]);
      expect(await run([ROW], OPTIONS)).toMatchObject({ updated: 1, skipped: 0, warned: 0 });
      expect(await stored(account.id)).toMatchObject({ external_id: "7", phone: "2" });
    });

    it("stores rows of an account to which an earlier import without the option gave the external_id", async () => {
      const { id } = await create({ email: "a@x.io", has_account: true });
      await run([{ external_id: "7", email: "a@x.io" }]);
      expect(await run([ROW], OPTIONS)).toMatchObject({ updated: 1, skipped: 0, warned: 0 });
      expect(await stored(id)).toMatchObject({ external_id: "7", phone: "2" });
    });

    it("names an option that is not known", async () => {
      await expect(service.imports.create({ options: { accounts_by_email: "fail" } as never })).rejects.toThrow(
        /accounts_by_email/,
      );
    });
  });
});
