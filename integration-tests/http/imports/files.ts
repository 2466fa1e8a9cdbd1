import { readFileSync } from "node:fs";
import type { ImportHeader } from "../../../src/modules/customer/imports/types";
import { ADVENTURE_WORKS_FILE, hasAdventureWorks, readAdventureWorks } from "../../helpers/imports/adventure-works";
import { IMPORTS_URL, type ImportBody, ImportClient } from "../../helpers/imports/import-client";
import { countsOf } from "../../helpers/imports/imports";
import type { Store } from "../../helpers/stores/store";

const SHOPIFY_HEADER = [
  ...["Customer ID", "First Name", "Last Name", "Email", "Accepts Email Marketing", "Default Address Company"],
  ...["Default Address Address1", "Default Address Address2", "Default Address City", "Default Address Province Code"],
  ...["Default Address Country Code", "Default Address Zip", "Default Address Phone", "Phone", "Accepts SMS Marketing"],
  ...["Total Spent", "Total Orders", "Note", "Tax Exempt", "Tags"],
].join(",");

/** Hand-made: what Shopify writes and what people make of it in a spreadsheet. */
const SHOPIFY = [
  SHOPIFY_HEADER,
  `'7103,ADA,Lovelace,Ada@X.io,yes,"Engines, ""Ltd""",1 High St,,London,ENG,United Kingdom,'01234,'+44 20,'+44 7700,no,10.00,2,"two`,
  `lines",no,"vip, old"`,
  "",
  "'7104,Bob,,bob@x.io,no,,,,,,,,,,no,0.00,0,,yes,",
  "'7105,Cy,,not-an-email,no,,,,,,,,,,no,0.00,0,,no,",
  "'7106,Di,,di@x.io,no,,1 St,,Town,,Atlantis,,,,no,0.00,0,,no,",
  "'7104,Bob,Again,bob2@x.io,no,,,,,,,,,,no,0.00,0,,no,",
  "'7107,too,few",
  ",No,Key,,no,,,,,,,,,,no,0.00,0,,no,",
  "'7108,Ed,,ed@x.io,no,,Weg 1,,Delft,,NL,2611 AB,,,no,0.00,0,,no,",
].join("\r\n");

type ImportPreview = { header: ImportHeader; preview: ImportBody["preview"] };

export default function importsFiles(store: Store): void {
  const desk = new ImportClient(store);
  beforeEach(() => desk.open());
  afterEach(() => desk.close());

  it("the preview of an import reads its file again, with the columns in the file's order; a second import keeps its name", async () => {
    const { data } = await desk.send("first_name,phone,email\nAda,1,ada@x.io\nBob,2,wrong\n");
    const preview = async (id: string) => (await desk.admin.get<ImportPreview>(`${IMPORTS_URL}/${id}/preview`)).data;

    const shown = await preview(data.import.id);
    expect(Object.keys(shown.header.mapping)).toEqual(["first_name", "phone", "email"]);
    expect(shown).toMatchObject({ header: { format: "own", delimiter: "," }, preview: data.preview });

    const { file_id } = data.import;
    const body = { file_id, mapping: { phone: "external_id", email: "email" } };
    const again = (await desk.admin.post<ImportBody>(IMPORTS_URL, body)).data.import;
    expect(again.filename).toBe("customers.csv");
    expect((await preview(again.id)).header.mapping).toEqual({
      first_name: null,
      phone: "external_id",
      email: "email",
    });
    expect((await desk.admin.get(`${IMPORTS_URL}/cusimp_none/preview`)).status).toBe(404);
  });

  it("a hand-made Shopify export comes in, and each bad line is reported with its number and reason", async () => {
    const done = await desk.done(SHOPIFY);
    expect(done).toMatchObject({ state: "completed_with_errors", header: { format: "shopify" } });
    expect(await desk.errorsOf(done.id)).toEqual([
      expect.stringMatching(/^6 email: /),
      expect.stringMatching(/^7 address_1_country_code: .*Atlantis/),
      "8 email: has another value than line 5, which names the same customer",
      expect.stringMatching(/^10 null: /),
    ]);
    expect(done).toMatchObject({ total: 8, invalid: 2, warned: 2, created: 6 });
    const { data } = await desk.admin.get<{ customers: object[] }>(
      "/admin/customers?order=email&fields=email,first_name,last_name,phone,has_account,metadata,*addresses",
    );
    expect(data.customers.slice(0, 4)).toMatchObject([
      {
        ...{ email: "ada@x.io", first_name: "ADA", last_name: "Lovelace", phone: "+44 7700", has_account: false },
        metadata: { note: "two\r\nlines", tags: "vip, old", tax_exempt: false },
        addresses: [
          {
            ...{ company: 'Engines, "Ltd"', address_1: "1 High St", city: "London", province: "gb-eng" },
            ...{ country_code: "gb", postal_code: "01234", phone: "+44 20" },
            ...{ is_default_shipping: true, is_default_billing: true },
          },
        ],
      },
      { email: "bob@x.io", metadata: { tax_exempt: true }, addresses: [] },
      { email: "di@x.io", addresses: [{ city: "Town", country_code: null }] },
      { email: "ed@x.io", addresses: [{ country_code: "nl", city: "Delft" }] },
    ]);
    // A wrong email costs the field where the row has another key.
    expect(data.customers.slice(4)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ email: null, first_name: "too", last_name: "few" }),
        expect.objectContaining({ email: null, first_name: "Cy" }),
      ]),
    );
    expect(await store.sql("select external_id from customer order by 1")).toEqual(
      ["7103", "7104", "7105", "7106", "7107", "7108"].map((external_id) => ({ external_id })),
    );
    expect(countsOf(await desk.done(SHOPIFY))).toMatchObject({ created: 0, updated: 0, unchanged: 6, invalid: 2 });
  });

  const withAdventureWorks = hasAdventureWorks ? it : it.skip;

  withAdventureWorks(
    "18,148 real customers: counted by a dry run, stored as the file has them, and unchanged again",
    async () => {
      const file = readFileSync(ADVENTURE_WORKS_FILE);
      const mapping = JSON.stringify({
        ...{ CustomerKey: "external_id", FirstName: "first_name", LastName: "last_name", EmailAddress: "email" },
        ...{ Occupation: "groups", Prefix: "metadata.prefix" },
      });
      const fields = { mapping, create_groups: "true" };
      const none = { invalid: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 };
      const checked = await desk.checked(file, { ...fields, dry_run: "true" });
      expect(checked.state).toBe("completed");
      expect(countsOf(checked)).toEqual({ ...none, total: 18_148, created: 18_148 });
      expect(await store.sql("select id from customer limit 1")).toEqual([]);

      const done = await desk.done(file, fields);
      expect(countsOf(done)).toEqual({ ...none, total: 18_148, created: 18_148 });
      const stored = await store.sql(`
      select external_id as "CustomerKey", first_name as "FirstName", last_name as "LastName", email as "EmailAddress",
        (select string_agg(name, ',') from customer_group_customer membership
          join customer_group on customer_group.id = membership.customer_group_id
          where membership.customer_id = customer.id) as "Occupation",
        coalesce(metadata ->> 'prefix', '') as "Prefix"
      from customer order by external_id::int
    `);
      const rows = readAdventureWorks() as (ReturnType<typeof readAdventureWorks>[number] & { Prefix: string })[];
      expect(stored).toEqual(
        rows.map(({ CustomerKey, FirstName, LastName, EmailAddress, Occupation, Prefix }) => ({
          ...{ CustomerKey, FirstName, LastName, EmailAddress, Occupation, Prefix },
        })),
      );

      const again = await desk.done(file, fields);
      expect(countsOf(again)).toEqual({ ...none, total: 18_148, unchanged: 18_148 });
      process.stderr.write(
        `AdventureWorks: ${done.progress.rate} rows a second stored, ${again.progress.rate} unchanged\n`,
      );
    },
  );
}
