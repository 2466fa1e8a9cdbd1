import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

const ADDRESSES = "email,address_1_address_1,address_1_is_default_shipping,address_1_is_default_billing";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { runFile, errorsOf } = importClient(service);
  const lines = (header: string, rows: readonly string[]): string => `${[header, ...rows].join("\n")}\n`;

  describe("the default marks of equal addresses in several rows of a customer", () => {
    const marks = async () =>
      (await service.listCustomerAddresses({}, { order: { address_1: "ASC" } })).map((address) => [
        ...[address.address_1, address.is_default_shipping, address.is_default_billing],
      ]);
    const fold = async (...rows: string[]) => {
      const { id } = await runFile(lines(ADDRESSES, rows));
      return await errorsOf(id);
    };

    it("are those of all", async () => {
      expect(await fold("a@x.io,Home,,", "a@x.io,Work,false,", "a@x.io,Home,,true", "a@x.io,Home,true,")).toEqual([]);
      expect(await marks()).toEqual([
        ["Home", true, true],
        ["Work", false, false],
      ]);
    });

    it("count when an earlier row says nothing or no", async () => {
      expect(await fold("a@x.io,Home,false,", "a@x.io,Work,,", "a@x.io,Home,true,true")).toEqual([]);
      expect(await marks()).toEqual([
        ["Home", true, true],
        ["Work", false, false],
      ]);
    });

    it("are an error of the row when another address has the mark already", async () => {
      const errors = await fold("a@x.io,Home,,", "a@x.io,Work,true,", "a@x.io,Home,true,true", "a@x.io,Farm,,");
      expect(errors).toEqual(["4 is_default_shipping: has another value than line 2, which names the same customer"]);
      expect(await marks()).toEqual([
        ["Farm", false, false],
        ["Home", false, false],
        ["Work", true, false],
      ]);
    });

    it("may repeat", async () => {
      expect(await fold("a@x.io,Home,true,", "a@x.io,Work,,true", "a@x.io,Home,true,", "a@x.io,Work,,true")).toEqual(
        [],
      );
      expect(await marks()).toEqual([
        ["Home", true, false],
        ["Work", false, true],
      ]);
    });
  });

  it("times of rows of one customer never contradict, and the earliest counts", async () => {
    const { id } = await runFile(
      lines("email,first_name,created_at", ["a@x.io,Ann,2024-05-01", "a@x.io,Ann,2023-05-01", "a@x.io,,2025-05-01"]),
    );
    expect(await errorsOf(id)).toEqual([]);
    const [{ created_at }] = await service.listCustomers({ email: "a@x.io" });
    expect(new Date(created_at).toISOString()).toBe("2023-05-01T00:00:00.000Z");
  });

  describe("rows of one customer that say the same in other signs", () => {
    it("do not contradict: case and white space of names, signs of phones; the first spelling counts", async () => {
      const { id } = await runFile(
        lines("email,first_name,last_name,company_name,phone", [
          "a@x.io,Ida,van Dam,Dam GmbH,+49 (0) 30/12-34",
          "A@x.io,IDA,Van  Dam,DAM GMBH,+490301234",
          "a@x.io,Ida,Dam,,",
          "a@x.io,,,,+490301235",
        ]),
      );
      expect(await errorsOf(id)).toEqual([
        "4 last_name: has another value than line 2, which names the same customer",
        "5 phone: has another value than line 2, which names the same customer",
      ]);
      expect(await service.listCustomers({})).toMatchObject([
        { first_name: "Ida", last_name: "van Dam", company_name: "Dam GmbH", phone: "+49 (0) 30/12-34" },
      ]);
    });

    it("do not contradict by a phone and a company of their addresses, in a format that fills the customer's from these", async () => {
      const header =
        "user_email,user_registered,first_name,billing_company,billing_phone,billing_address_1,billing_city";
      const { id } = await runFile(
        lines(header, [
          "g@x.io,,Gil,One Ltd,01,1 St,Lund",
          "G@x.io,,Gil,Two Ltd,02,2 St,Lund",
          "g@x.io,,Ben,,03,3 St,Lund",
        ]),
      );
      expect(await errorsOf(id)).toEqual([
        "4 first_name: has another value than line 2, which names the same customer",
      ]);
      expect(await service.listCustomers({})).toMatchObject([
        { first_name: "Gil", company_name: "One Ltd", phone: "01" },
      ]);
      const addresses = await service.listCustomerAddresses({}, { order: { address_1: "ASC" } });
      expect(addresses.map((one) => [one.address_1, one.company, one.phone, one.is_default_billing])).toEqual([
        ["1 St", "One Ltd", "01", true],
        ["2 St", "Two Ltd", "02", false],
      ]);
    });

    it("contradict by a phone of their address in our own format, which has the customer's own", async () => {
      const { id } = await runFile(
        lines("email,phone,address_1_address_1,address_1_phone", ["g@x.io,01,1 St,01", "g@x.io,02,2 St,02"]),
      );
      expect(await errorsOf(id)).toEqual(["3 phone: has another value than line 2, which names the same customer"]);
    });
  });

  describe("what a refused row of a customer has", () => {
    const HEADER = "email,first_name,groups,address_1_address_1,address_1_city,address_1_is_default_shipping";
    const fold = async (...rows: string[]) => {
      const { id } = await runFile(lines(HEADER, rows), { create_groups: true, max_addresses: 2 });
      return await errorsOf(id);
    };
    const addresses = async () =>
      (await service.listCustomerAddresses({}, { order: { id: "ASC" } })).map((address) => [
        ...[address.address_1, address.is_default_shipping],
      ]);

    const groups = async () =>
      (await service.listCustomers({}, { relations: ["groups"] })).flatMap((one) => one.groups.map(({ name }) => name));

    it("is not lost where a later row repeats it: an address, its mark, a group", async () => {
      const errors = await fold(
        "a@x.io,Ann,,1 St,Rome,",
        "a@x.io,Other,Gold,2 St,Rome,true",
        "a@x.io,Ann,Gold,2 St,Rome,true",
      );
      expect(errors).toEqual(["3 first_name: has another value than line 2, which names the same customer"]);
      expect(await addresses()).toEqual([
        ["1 St", false],
        ["2 St", true],
      ]);
      expect(await groups()).toEqual(["Gold"]);
    });

    it("does not count against later rows: a default mark, an address beyond the limit", async () => {
      const errors = await fold("a@x.io,Ann,,1 St,Rome,", "a@x.io,Other,,9 St,Rome,true", "a@x.io,Ann,,2 St,Rome,true");
      expect(errors).toHaveLength(1);
      expect(await addresses()).toEqual([
        ["1 St", false],
        ["2 St", true],
      ]);
    });

    it("does not count against later rows by its mark: two addresses of two, their groups", async () => {
      const errors = await fold(
        "a@x.io,Ann,,1 St,Rome,true",
        "a@x.io,Ann,Lost,2 St,Rome,true",
        "a@x.io,Ann,,3 St,Rome,",
        "a@x.io,Ann,,4 St,Rome,",
      );
      expect(errors).toEqual([
        "3 is_default_shipping: has another value than line 2, which names the same customer",
        expect.stringMatching(/^5 addresses: are more than the import takes/),
      ]);
      expect(await groups()).toEqual([]);
      expect(await addresses()).toEqual([
        ["1 St", true],
        ["3 St", false],
      ]);
    });

    it("is kept of an address whose row is refused for its mark, where a later row has it without", async () => {
      const errors = await fold(
        "a@x.io,Ann,,1 St,Rome,true",
        "a@x.io,Ann,Gold,2 St,Rome,true",
        "a@x.io,Ann,Gold,2 St,Rome,",
      );
      expect(await groups()).toEqual(["Gold"]);
      expect(errors).toEqual(["3 is_default_shipping: has another value than line 2, which names the same customer"]);
      expect(await addresses()).toEqual([
        ["1 St", true],
        ["2 St", false],
      ]);
    });
  });

  describe("rows of one email are the account where the file has one and they do not say guest", () => {
    it.each([
      [
        ["", "true", "false"],
        [
          [false, "3"],
          [true, "1,2"],
        ],
      ],
      [
        ["true", "", "false", "false"],
        [
          [false, "3,4"],
          [true, "1,2"],
        ],
      ],
      [
        ["false", "", "true", "true"],
        [
          [false, "1"],
          [true, "2,3,4"],
        ],
      ],
      [["", "false", ""], [[false, "1,2,3"]]],
      [
        ["false", "true", ""],
        [
          [false, "1"],
          [true, "2,3"],
        ],
      ],
      [["", ""], [[false, "1,2"]]],
    ])("%j", async (kinds, expected) => {
      const rows = kinds.map((kind, index) => `a@x.io,${kind},${index + 1}`);
      const done = await runFile(lines("email,has_account,groups", rows), { create_groups: true });
      expect(await errorsOf(done.id)).toEqual([]);
      expect(countsOf(done)).toMatchObject({ total: kinds.length, created: expected.length });
      expect(done.folded).toBe(kinds.length - expected.length);
      const stored = await runSql<{ has_account: boolean; rows: string }>(
        dbConfig.clientUrl,
        `select has_account, string_agg(name, ',' order by name) as rows
        from customer join customer_group_customer on customer_id = customer.id
        join customer_group on customer_group.id = customer_group_id
        group by customer.id, has_account order by has_account`,
      );
      expect(stored.map(({ has_account, rows }) => [has_account, rows])).toEqual(expected);
    });
  });
});
