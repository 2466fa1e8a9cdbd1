import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

const STRIPE =
  "id,Email,Name,Phone,Created (UTC),Delinquent,Address Line1,Address City,Address Country,plan (metadata),Payment Count";
const NEWEST = "gcus_3,mia@example.com,Mia Berg,030,2024-06-01 10:00,false,3 New St,Oslo,NO,,1";
const OLDEST = "cus_1,mia@example.com,Mia,,2021-02-01 10:00,false,1 Old St,Oslo,NO,gold,4";
const OTHER = "cus_2,tom@example.com,Tom,,2021-02-01 10:00,false,,,,,0";

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);
  const { runFile, errorsOf } = importClient(service);
  const lines = (...all: string[]): string => `${all.join("\n")}\n`;
  const customers = async () => {
    const found = await service.listCustomers({}, { relations: ["addresses"], order: { email: "ASC" } });
    return found.map(({ email, external_id, first_name, last_name, phone, metadata, addresses }) => ({
      ...{ email, external_id, name: [first_name, last_name].filter(Boolean).join(" "), phone, metadata },
      addresses: addresses.map(({ address_1 }) => address_1).sort(),
    }));
  };

  describe("several customers of one email in a file of Stripe", () => {
    const expected = {
      ...{ email: "mia@example.com", external_id: "cus_1", name: "Mia Berg", phone: "030" },
      metadata: { plan: "gold", external_ids: "cus_1, gcus_3" },
      addresses: ["1 Old St", "3 New St"],
    };

    it("are one, with the id of the oldest, all ids in its metadata, and a warning of what differs", async () => {
      const done = await runFile(lines(STRIPE, NEWEST, OTHER, OLDEST));
      expect(await errorsOf(done.id)).toEqual([
        "4 external_id: names the customer of line 2 by another id. All ids are kept in metadata.external_ids",
      ]);
      expect(countsOf(done)).toMatchObject({ total: 3, invalid: 0, created: 2 });
      expect([done.folded, done.warned, done.warning_count]).toEqual([1, 1, 1]);
      expect(await customers()).toMatchObject([expected, { external_id: "cus_2", metadata: null, addresses: [] }]);
    });

    it("keep id and addresses when the file comes again, in another order, with a new record, or with one of them", async () => {
      await runFile(lines(STRIPE, NEWEST, OLDEST));
      expect(countsOf(await runFile(lines(STRIPE, NEWEST, OLDEST)))).toMatchObject({ unchanged: 1, invalid: 0 });
      expect(countsOf(await runFile(lines(STRIPE, OLDEST, NEWEST)))).toMatchObject({ total: 2, invalid: 0 });
      expect(await customers()).toMatchObject([expected]);
      const newer = "gcus_9,mia@example.com,Mia Berg,030,2025-06-01 10:00,false,,,,,1";
      expect(countsOf(await runFile(lines(STRIPE, newer)))).toMatchObject({ unchanged: 1, invalid: 0 });
      expect(countsOf(await runFile(lines(STRIPE, newer, NEWEST, OLDEST)))).toMatchObject({ updated: 1, invalid: 0 });
      expect(await customers()).toMatchObject([
        { ...expected, metadata: { plan: "gold", external_ids: "cus_1, gcus_3, gcus_9" } },
      ]);
    });

    it("have a warning for each field with another value, and the first value counts", async () => {
      const done = await runFile(
        lines(STRIPE, OLDEST, "gcus_3,mia@example.com,Maria,,2024-06-01 10:00,false,,,,silver,1"),
      );
      expect(await errorsOf(done.id)).toEqual([
        "3 external_id: names the customer of line 2 by another id. All ids are kept in metadata.external_ids",
        "3 first_name: has another value than line 2, which has the same email. The first value is kept",
        "3 metadata.plan: has another value than line 2, which has the same email. The first value is kept",
      ]);
      expect([done.warned, done.warning_count, done.invalid]).toEqual([1, 3, 0]);
      expect(await customers()).toMatchObject([{ external_id: "cus_1", name: "Mia", metadata: { plan: "gold" } }]);
    });

    it("are errors with strict", async () => {
      const done = await runFile(lines(STRIPE, OLDEST, NEWEST), { strict: true });
      expect(await errorsOf(done.id)).toEqual([
        "3 external_id: has another value than line 2, which names the same customer",
      ]);
      expect(countsOf(done)).toMatchObject({ invalid: 1 });
    });

    it("have each of their lines with the first of its warnings, and a row is counted once", async () => {
      const done = await runFile(lines(STRIPE, OLDEST, NEWEST.replace(",NO,", ",Nowhere,")));
      const { errors } = await service.imports.listErrors(done.id, { limit: 10, offset: 0 });
      expect(errors.map(({ field, level, raw }) => [field, level, raw.slice(0, 6)])).toEqual([
        ["address_1_country_code", "warning", "gcus_3"],
        ["external_id", "warning", "gcus_3"],
      ]);
      expect([done.warned, done.warning_count]).toEqual([1, 2]);
    });
  });

  it("customers of two websites of Magento are one", async () => {
    const header = "email,_website,_store,firstname,lastname,group_id,created_at";
    const done = await runFile(
      lines(
        header,
        "mia@example.com,base,default,Mia,Berg,1,2023-01-01",
        "mia@example.com,b2b,b2b,M.,Berg,4,2022-01-01",
      ),
    );
    expect(await errorsOf(done.id)).toEqual([
      "3 first_name: has another value than line 2, which has the same email. The first value is kept",
      "3 metadata.group_id: has another value than line 2, which has the same email. The first value is kept",
    ]);
    expect(await customers()).toMatchObject([{ external_id: null, name: "Mia Berg", metadata: { group_id: "1" } }]);
  });

  it("guests of PrestaShop of one email are one", async () => {
    const header = "id_customer;email;id_gender;optin;firstname;lastname;is_guest;date_add";
    const done = await runFile(
      lines(header, "5;mia@example.com;1;0;Mia;Berg;1;2023-01-01", "9;mia@example.com;1;0;Mia;Berg;1;2024-01-01"),
    );
    expect(countsOf(done)).toMatchObject({ invalid: 0, created: 1 });
    expect(await customers()).toMatchObject([{ external_id: "5", metadata: { external_ids: "5, 9" } }]);
  });

  it("two ids of one email are an error in a file of a system that gives each email one", async () => {
    const header = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Total Spent";
    const done = await runFile(lines(header, "1,Mia,Berg,mia@example.com,no,,0", "2,Mia,Berg,mia@example.com,no,,0"));
    expect(await errorsOf(done.id)).toEqual([
      "3 external_id: has another value than line 2, which names the same customer",
    ]);
  });
});
