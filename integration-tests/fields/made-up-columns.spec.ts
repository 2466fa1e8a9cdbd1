// First: other files make their lists of columns when they are loaded. Not beside the sources, whose specs share MikroORM models.
import "../helpers/databases/made-up-columns";
import { Readable } from "node:stream";
import type { CustomerDTO } from "@medusajs/framework/types";
import { batchCustomersBody } from "../../src/api/admin/customers/batch/validators";
import { mergeBody } from "../../src/api/admin/customers/merge/validators";
import { dropAdditions } from "../../src/modules/customer/database/uninstall.sql";
import { prepareSearch } from "../../src/modules/customer/listing/prepare-search.sql";
import type { MergeUndo } from "../../src/modules/customer/merges/apply-merge.sql";
import { forgetMadeUpColumns, MADE_UP_COLUMNS } from "../helpers/databases/made-up-columns";
import { withModuleConnection } from "../helpers/databases/module-connection";
import { countsOf, importClient } from "../helpers/imports/imports";
import { describeCustomerModule } from "../helpers/modules/customer-module";
import { runningService } from "../helpers/modules/running-service";

const ADA = { email: "ada@x.io", vat_number: "NL1", is_exempt: true };
const BOB = { email: "bob@x.io", vat_number: "DE2", is_exempt: false };
const EVE = { email: "eve@x.io", vat_number: null, is_exempt: false };

afterAll(forgetMadeUpColumns);

describeCustomerModule(({ medusaApp, dbConfig, sql }) => {
  const service = runningService(medusaApp);
  const { claim, store } = importClient(service);

  /** The fields that the test is about, which no type of the service has. */
  const shown = (rows: object[]): object[] =>
    rows.map((row) => expect.objectContaining({ ...row, id: expect.any(String) }));

  const create = (fields: object[]): Promise<CustomerDTO[]> => service.createCustomers(fields);

  const stored = () =>
    sql<object>("select email, vat_number, is_exempt from customer where deleted_at is null order by email");

  const prepare = () => withModuleConnection(dbConfig.clientUrl, prepareSearch);

  async function exported(format: "csv" | "jsonl"): Promise<string> {
    let text = "";
    for await (const chunk of await service.exports.stream({ format })) {
      text += chunk.text;
    }
    return text;
  }

  async function imported(file: string, options: object = {}) {
    const { id } = await service.imports.create({ options });
    const opened = await service.imports.open(Readable.from([Buffer.from(file)]), options);
    const validated = await service.importRuns.validate(await claim(id), opened);
    expect(validated).toMatchObject({ state: "ready", invalid: 0 });
    await service.imports.confirm(id);
    return countsOf(await store(id));
  }

  beforeEach(async () => {
    await sql(MADE_UP_COLUMNS);
  });

  describe("a column that is in the table of columns", () => {
    it("is written, updated, filtered by and answered", async () => {
      const [ada] = await create([ADA, EVE]);
      expect(await stored()).toEqual([ADA, EVE]);

      await service.updateCustomers(ada.id, { vat_number: "NL3" } as object);
      await service.batches.updateEach([{ id: ada.id, is_exempt: false } as { id: string }]);

      const now = { ...ADA, vat_number: "NL3", is_exempt: false };
      expect(await stored()).toEqual([now, EVE]);
      expect(await service.listCustomers({ vat_number: "NL3" } as object)).toEqual(shown([now]));
    });

    it("orders pages by cursor, rows without a value behind the others", async () => {
      await create([EVE, ADA, { ...EVE, email: "eva@x.io" }, BOB]);
      for (const column of ["vat_number", "is_exempt"]) {
        for (const direction of ["asc", "desc"]) {
          const emails: (string | null)[] = [];
          for (let after: string | undefined, more = true; more; more = after !== undefined) {
            const page = await service.listCustomersPage({ order: { [column]: direction }, limit: 1, after });
            emails.push(...page.customers.map(({ email }) => email));
            after = page.after ?? undefined;
          }
          const rows = await sql<{ email: string }>(
            `select email from customer order by ${column} ${direction}, id ${direction}`,
          );
          expect(emails).toEqual(rows.map(({ email }) => email));
        }
      }
    });

    it("is in exports, and an import of one gives every value back", async () => {
      const addresses = [{ city: "Bern", building: "B" }];
      await create([{ ...ADA, addresses }, EVE]);
      const [header, line] = (await exported("csv")).split("\n");
      expect(header).toMatch(/,vat_number,is_exempt,groups,address_1_.*,address_1_building$/);
      expect(line).toMatch(/,NL1,true,.*,B$/);
      expect(JSON.parse((await exported("jsonl")).split("\n")[0])).toMatchObject({ ...ADA, addresses });

      const file = await exported("csv");
      expect(await imported(file)).toMatchObject({ unchanged: 2 });
      await sql("delete from customer");
      expect(await imported(file)).toMatchObject({ created: 2 });

      expect(await stored()).toEqual([ADA, EVE]);
      expect(await sql("select city, building from customer_address")).toEqual(addresses);
    });

    it("is changed by an import, and cleared by an empty cell where those clear", async () => {
      await create([{ ...ADA, addresses: [{ address_name: "home", building: "B" }] }, BOB]);
      const file = [
        "email,vat_number,is_exempt,address_1_address_name,address_1_building",
        "ada@x.io,,,home,C",
        "bob@x.io,DE3,true,,",
      ].join("\n");

      expect(await imported(file, { empty_cell: "clear" })).toMatchObject({ updated: 2 });

      expect(await stored()).toEqual([
        { ...ADA, vat_number: null },
        { ...BOB, vat_number: "DE3", is_exempt: true },
      ]);
      expect(await sql("select building from customer_address")).toEqual([{ building: "C" }]);
    });

    it("is merged by its rule, and comes back when the merge is undone", async () => {
      const [eve, ada] = await create([
        { ...EVE, addresses: [{ city: "Bern", building: "A" }] },
        { ...ADA, addresses: [{ city: "Bern", building: "B" }] },
      ]);
      const before = await stored();
      const ids = { customer_ids: [eve.id, ada.id], survivor_id: eve.id };
      expect((await service.merges.preview(ids)).plan).toMatchObject({
        fields: { vat_number: "merged" },
        customer: { vat_number: "NL1", is_exempt: true },
        addresses: { not_moved: [] },
      });

      const { undo } = await service.merges.merge(ids);
      expect(await stored()).toEqual([{ ...ADA, email: "eve@x.io" }]);
      const { notRestored } = await service.merges.undo(undo as MergeUndo);

      expect({ notRestored, rows: await stored() }).toEqual({ notRestored: [], rows: before });
      expect(mergeBody.parse({ ...ids, fields: { vat_number: "survivor" } }).fields).toEqual({
        vat_number: "survivor",
      });
    });

    it("comes back from a snapshot, and a row in which another caller changed it does not", async () => {
      const [ada, bob] = await create([{ ...ADA, addresses: [{ building: "B" }] }, BOB]);
      const update: object = { vat_number: "X", is_exempt: true };
      const snapshots = await service.snapshots.takeCustomers({ id: [ada.id, bob.id] });
      const addresses = await service.snapshots.takeAddresses({ customer_id: ada.id });
      await service.updateCustomers([ada.id, bob.id], update);
      await service.updateCustomerAddresses(ada.addresses[0].id, { building: "C" } as object);
      await sql(`update customer set vat_number = 'other' where id = '${bob.id}'`);

      const done = await service.snapshots.restoreCustomers(snapshots, update);
      await service.snapshots.restoreAddresses(addresses, { building: "C" } as object);

      expect(done).toEqual({ restored: [ada.id], notRestored: [bob.id] });
      expect(await stored()).toEqual([ADA, { ...BOB, vat_number: "other", is_exempt: true }]);
      expect(await sql("select building from customer_address")).toEqual([{ building: "B" }]);
    });

    it("is part of a batch and of its body, which bounds it", async () => {
      const body = { create: [ADA], upsert: [{ email: "eve@x.io", vat_number: null, is_exempt: false }] };
      const parsed = batchCustomersBody().parse({ ...body, create: [ADA] });
      expect(parsed).toMatchObject(body);
      expect(() => batchCustomersBody().parse({ create: [{ ...ADA, vat_number: "x".repeat(21) }] })).toThrow(
        "vat_number",
      );

      const { create: planned } = await service.batches.plan({ create: [], update: [], delete: [], ...parsed });
      await create(planned);

      expect(await stored()).toEqual([ADA, EVE]);
    });

    it("is searched once search is prepared again, in the rows that are there and in new ones; before it is as core searches", async () => {
      const found = async (q: string) => (await service.listCustomers({ q })).map(({ email }) => email);
      await create([ADA, BOB]);
      expect(await found("nl1")).toEqual(["ada@x.io"]);
      await prepare();
      await create([{ ...EVE, vat_number: "NL1" }]);

      expect((await found("nl1")).sort()).toEqual(["ada@x.io", "eve@x.io"]);
      expect(await sql("select email from customer where search_text like '% nl1%' order by 1")).toHaveLength(2);
    });

    it("is dropped with what else the plugin has added, as are functions that search it", async () => {
      await prepare();
      const { columns, functions } = await withModuleConnection(dbConfig.clientUrl, dropAdditions);

      expect(columns).toEqual(expect.arrayContaining(["customer.vat_number", "customer.is_exempt"]));
      expect(columns).toContain("customer_address.building");
      expect(functions).toContain("customers_search_text(text,text,text,text,text,text)");
      expect(await sql("select proname from pg_proc where proname like 'customers!_%' escape '!'")).toEqual([]);
    });
  });
});
