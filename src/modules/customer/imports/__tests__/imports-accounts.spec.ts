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
});
