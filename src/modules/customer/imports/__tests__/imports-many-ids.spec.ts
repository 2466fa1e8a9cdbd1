import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

const STRIPE =
  "id,Email,Name,Phone,Created (UTC),Delinquent,Address Line1,Address City,Address Country,plan (metadata),Payment Count";
const NEWEST = "gcus_3,mia@example.com,Mia Berg,030,2024-06-01 10:00,false,3 New St,Oslo,NO,,1";
const OLDEST = "cus_1,mia@example.com,Mia Berg,,2021-02-01 10:00,false,1 Old St,Oslo,NO,gold,4";
const NEWER = "gcus_9,mia@example.com,Mia Berg,030,2025-06-01 10:00,false,,,,,1";
const OTHER = "cus_2,tom@example.com,Tom,,2021-02-01 10:00,false,,,,,0";
const UNITED =
  "external_id: names the customer of line 2 by another id. The customer has one of the ids; the others are kept in metadata.external_ids";
const DIFFERS =
  "has another value than line 2, which has the same email and another external_id. If both are one person, merge them in the " +
  "other system or give both rows the same values; else give one of them another email. Then import the file again";
const IS_ANOTHER =
  /^(\d+) external_id: The email belongs to cus_\w+, which has another external_id\. If it is this customer/;

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);
  const { runFile, errorsOf } = importClient(service);
  const lines = (...all: string[]): string => `${all.join("\n")}\n`;
  const importRows = (...rows: string[]) => runFile(lines(STRIPE, ...rows));
  const customers = async () => {
    const found = await service.listCustomers({}, { relations: ["addresses"], order: { email: "ASC" } });
    return found.map(({ email, external_id, first_name, last_name, phone, metadata, addresses }) => ({
      ...{ email, external_id, name: [first_name, last_name].filter(Boolean).join(" "), phone, metadata },
      addresses: addresses.map(({ address_1 }) => address_1).sort(),
      billing: addresses.find(({ is_default_billing }) => is_default_billing)?.address_1,
    }));
  };

  describe("several customers of one email in a file of Stripe", () => {
    const expected = {
      ...{ email: "mia@example.com", external_id: "cus_1", name: "Mia Berg", phone: "030", billing: "1 Old St" },
      metadata: { plan: "gold", external_ids: "gcus_3" },
      addresses: ["1 Old St", "3 New St"],
    };

    it("are one, with the id of the oldest, the other id in its metadata, and a warning", async () => {
      const done = await importRows(OLDEST, OTHER, NEWEST);
      expect(await errorsOf(done.id)).toEqual([`4 ${UNITED}`]);
      expect(countsOf(done)).toMatchObject({ total: 3, invalid: 0, created: 2 });
      expect([done.folded, done.warned, done.warning_count]).toEqual([1, 1, 1]);
      expect(await customers()).toMatchObject([expected, { external_id: "cus_2", metadata: null, addresses: [] }]);
    });

    it.each([
      ["the oldest first", [OLDEST, NEWEST, NEWER]],
      ["the newest first", [NEWER, NEWEST, OLDEST]],
    ])("are the same, and unchanged in any order of the rows, with %s", async (_, rows) => {
      const three = { ...expected, metadata: { plan: "gold", external_ids: "gcus_3, gcus_9" } };
      expect(countsOf(await importRows(...rows))).toMatchObject({ created: 1, invalid: 0 });
      expect(await customers()).toMatchObject([three]);
      for (const again of [rows, rows.toReversed(), [NEWEST, NEWER, OLDEST]]) {
        expect(countsOf(await importRows(...again))).toMatchObject({ unchanged: 1, updated: 0, invalid: 0 });
      }
      expect(await customers()).toMatchObject([three]);
    });

    it("keep the id that is stored already, and the ids of earlier files", async () => {
      await importRows(NEWEST);
      await importRows(NEWEST, OLDEST);
      const kept = { ...expected, external_id: "gcus_3" };
      expect(await customers()).toMatchObject([{ ...kept, metadata: { plan: "gold", external_ids: "cus_1" } }]);
      await importRows(NEWER, NEWEST);
      // The default address is that of the rows which came last.
      const all = { ...kept, metadata: { plan: "gold", external_ids: "cus_1, gcus_9" }, billing: "3 New St" };
      expect(await customers()).toMatchObject([all]);
      expect(countsOf(await importRows(NEWEST, NEWER))).toMatchObject({ unchanged: 1 });
      await importRows(OLDEST, NEWEST);
      expect(await customers()).toMatchObject([{ ...all, billing: "1 Old St" }]);
    });

    it("are an error beside a stored customer with an id that none of them has", async () => {
      await importRows(OLDEST);
      const [before] = await customers();
      for (const rows of [[NEWEST], [NEWEST, NEWER]]) {
        const done = await importRows(...rows);
        expect((await errorsOf(done.id))[0]).toMatch(IS_ANOTHER);
        expect(countsOf(done)).toMatchObject({ invalid: 1, updated: 0, unchanged: 0, created: 0 });
      }
      expect(await customers()).toEqual([before]);
    });

    it("are an error where the customer of one id has moved on to another email", async () => {
      await importRows(OLDEST);
      const done = await importRows(NEWEST, OLDEST.replace("mia@", "new@"));
      expect(await errorsOf(done.id)).toEqual([expect.stringMatching(IS_ANOTHER)]);
      expect(await customers()).toMatchObject([
        { email: "new@example.com", external_id: "cus_1", addresses: ["1 Old St"] },
      ]);
    });

    it("are an error where two of the ids are of two customers", async () => {
      await importRows(OLDEST, NEWEST.replace("mia@", "guest@"));
      const before = await customers();
      const done = await importRows(OLDEST, NEWEST);
      expect(await errorsOf(done.id)).toEqual([
        expect.stringMatching(/^2 external_id: The external_id belongs to another customer: cus_/),
        `3 ${UNITED}`,
      ]);
      expect(await customers()).toEqual(before);
    });

    it("are an error where another value says that they are two persons, and nothing is mixed", async () => {
      const bob = "gcus_3,mia@example.com,Bob,,2024-06-01 10:00,false,3 New St,Oslo,NO,silver,1";
      const done = await importRows(OLDEST, bob, NEWER);
      expect(await errorsOf(done.id)).toEqual([`3 first_name: ${DIFFERS}`, `4 ${UNITED}`]);
      const plan = await importRows(OLDEST, NEWER.replace(",,,,1", ",,,silver,1"));
      expect(await errorsOf(plan.id)).toEqual([`3 metadata.plan: ${DIFFERS}`]);
      expect(await customers()).toMatchObject([
        { name: "Mia Berg", addresses: ["1 Old St"], metadata: { plan: "gold", external_ids: "gcus_9" } },
      ]);
    });

    it("have at most 20 ids in the metadata", async () => {
      const guests = Array.from({ length: 25 }, (_, index) => NEWER.replace("gcus_9", `gcus_${100 + index}`));
      const done = await importRows(OLDEST, ...guests);
      expect(countsOf(done)).toMatchObject({ created: 1, invalid: 5 });
      const more = Array.from({ length: 15 }, (_, index) => NEWER.replace("gcus_9", `gcus_${200 + index}`));
      await importRows(OLDEST, ...more);
      const [{ metadata }] = await customers();
      expect(String(metadata?.external_ids).split(", ")).toEqual(
        Array.from({ length: 20 }, (_, index) => `gcus_${100 + index}`),
      );
      expect(countsOf(await importRows(...more, OLDEST))).toMatchObject({ unchanged: 1 });
    });

    it("keep each their address when it is corrected", async () => {
      await importRows(OLDEST, NEWEST);
      await importRows(OLDEST.replace("1 Old St", "5 Fifth St"));
      await importRows(OLDEST.replace("1 Old St", "6 Sixth St"), NEWEST.replace("3 New St", "4 New St"));
      expect(await customers()).toMatchObject([{ addresses: ["4 New St", "6 Sixth St"], billing: "6 Sixth St" }]);
    });

    it("are errors with strict", async () => {
      const done = await runFile(lines(STRIPE, OLDEST, NEWEST), { strict: true });
      expect(await errorsOf(done.id)).toEqual([
        expect.stringMatching(
          /^3 external_id: has another value than line 2, which names the same customer by its email/,
        ),
      ]);
      expect(countsOf(done)).toMatchObject({ invalid: 1 });
    });

    it("have each of their lines with the first of its warnings, and a row is counted once", async () => {
      const done = await importRows(OLDEST, NEWEST.replace(",NO,", ",Nowhere,"));
      const { errors } = await service.imports.listErrors(done.id, { limit: 10, offset: 0 });
      expect(errors.map(({ field, level }) => [field, level])).toEqual([
        ["address_1_country_code", "warning"],
        ["external_id", "warning"],
      ]);
      expect([done.warned, done.warning_count]).toEqual([1, 2]);
    });
  });

  it("customers of two websites of Magento that differ are an error, for they have no ids", async () => {
    const header = "email,_website,_store,firstname,lastname,group_id,created_at";
    const done = await runFile(
      lines(
        header,
        "mia@example.com,base,default,Mia,Berg,1,2023-01-01",
        "mia@example.com,b2b,b2b,Mia,Berg,4,2024-01-01",
      ),
    );
    expect(await errorsOf(done.id)).toEqual([
      "3 metadata.group_id: has another value than line 2, which names the same customer",
    ]);
  });

  it("customers of two websites of Magento that are equal are one, with the addresses of both and the first as the default", async () => {
    const header =
      "email,_website,_store,firstname,lastname,group_id,_address_street,_address_city,_address_country_id,_address_default_billing_,_address_default_shipping_";
    const done = await runFile(
      lines(
        header,
        "mia@example.com,base,default,Mia,Berg,1,1 St,Oslo,NO,1,",
        ",,,,,,2 St,Oslo,NO,,1",
        "Mia@example.com,b2b,b2b,Mia,Berg,1,3 St,Ulm,DE,1,1",
      ),
    );
    expect(await errorsOf(done.id)).toEqual([]);
    const addresses = await service.listCustomerAddresses({}, { order: { address_1: "ASC" } });
    expect(addresses.map((one) => [one.address_1, one.is_default_billing, one.is_default_shipping])).toEqual([
      ["1 St", true, false],
      ["2 St", false, true],
      ["3 St", false, false],
    ]);
  });

  describe("guests of PrestaShop of one email", () => {
    const header = "id_customer;email;id_gender;optin;firstname;lastname;is_guest;date_add";
    const guests = lines(
      header,
      "5;mia@example.com;1;0;Mia;Berg;1;2023-01-01",
      "9;mia@example.com;1;0;Mia;Berg;1;2024-01-01",
    );
    const address = (id: number): string =>
      lines(
        "id_address;id_country;id_customer;alias;firstname;lastname;address1;postcode;city",
        `71;8;${id};Home;Mia;Berg;1 St;0150;Oslo`,
      );

    it("are one", async () => {
      expect(countsOf(await runFile(guests))).toMatchObject({ invalid: 0, created: 1 });
      expect(await customers()).toMatchObject([{ external_id: "5", metadata: { external_ids: "9" } }]);
    });

    it("are one with the account of that email: the groups for people without an account are none", async () => {
      const list = "ID;Social title;First name;Last name;Email address;Group;Registration";
      const done = await runFile(
        lines(
          list,
          "5;Ms;Mia;Berg;mia@example.com;Guest;2023-01-01",
          "9;Ms;MIA;BERG;mia@example.com;Customer;2024-01-01",
          "10;Ms;Ole;Vik;ole@example.com;Visitor;2024-01-01",
        ),
        { create_groups: true },
      );
      expect(countsOf(done)).toMatchObject({ invalid: 0, created: 2 });
      const stored = await service.listCustomers({}, { relations: ["groups"], order: { email: "ASC" } });
      expect(stored.map((one) => [one.external_id, one.first_name, one.groups.map(({ name }) => name)])).toEqual([
        ["5", "Mia", ["Customer"]],
        ["10", "Ole", []],
      ]);
    });

    it("get addresses by the id that stays; an address of the other id is an error and makes no customer", async () => {
      await runFile(guests);
      expect(countsOf(await runFile(address(5)))).toMatchObject({ updated: 1 });
      const done = await runFile(address(9));
      expect(await errorsOf(done.id)).toEqual([
        expect.stringMatching(/^1 id_country: holds numbers/),
        expect.stringMatching(/^2 external_id: There is no customer of this id, .*Import the customers first/),
      ]);
      expect(await customers()).toMatchObject([{ external_id: "5", addresses: ["1 St"] }]);
    });
  });

  it("two ids of one email are an error in a file of a system that gives each email one", async () => {
    const header = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Total Spent";
    const done = await runFile(lines(header, "1,Mia,Berg,mia@example.com,no,,0", "2,Mia,Berg,mia@example.com,no,,0"));
    expect(await errorsOf(done.id)).toEqual([
      expect.stringMatching(/^3 external_id: has another value than line 2, .* give one of them another email/),
    ]);
  });
});
