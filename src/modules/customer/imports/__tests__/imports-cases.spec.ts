import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type { ImportOptionsInput } from "../import-options";
import { isUnknownHeader } from "../reading/suggest-mapping";

/** Small files, each an example of a kind that shops have: see docs/imports.md. */
const CASES = join(__dirname, "../../../../../integration-tests/fixtures/imports/cases");
const file = (name: string): Buffer => readFileSync(join(CASES, `${name}.csv`));

type Stored = { email: string | null; [field: string]: unknown };

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { runFile } = importClient(service);

  /** The named fields of customers by email, and of their addresses in the file's order, without what is null. */
  const stored = async (fields: string[], ofAddresses: string[] = []): Promise<object[]> => {
    const rows = await runSql<Stored & { addresses: object[] }>(
      dbConfig.clientUrl,
      `select ${["email", ...fields].join(", ")}, (
         select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(address)) order by id), '[]') from (
           select id, ${["address_1", ...ofAddresses].join(", ")} from customer_address
           where customer_id = customer.id and deleted_at is null
         ) as address
       ) as addresses
       from customer where deleted_at is null order by email, external_id`,
    );
    return rows.map(({ addresses, ...customer }) => ({
      ...customer,
      ...(ofAddresses.length && { addresses: addresses.map(({ id, ...address }: { id?: string }) => address) }),
    }));
  };

  /** The outcome of a file: how many customers there are, and the errors as `line level field`. */
  const outcome = async (name: string, options?: ImportOptionsInput) => {
    const { id, state, created } = await runFile(file(name), options);
    const { errors } = await service.imports.listErrors(id, { limit: 100, offset: 0 });
    const found = errors.map(({ line, level, field }) => `${line} ${level} ${field}`);
    const reasons = errors.map(({ reason }) => reason);
    return { state, created, errors: found, reasons };
  };

  const refused = async (name: string, options?: ImportOptionsInput) => {
    const error: unknown = await runFile(file(name), options).catch((thrown: unknown) => thrown);
    return {
      message: error instanceof Error ? error.message : "",
      mapping: isUnknownHeader(error) && error.suggested_mapping,
    };
  };

  it.each<[string, number, string[], ImportOptionsInput?]>([
    ["ragged-short-rows", 3, []],
    ["ragged-trailing-delimiter", 2, []],
    ["season-pass", 1, [], { mapping: { email: "email", "Season Pass": "metadata.season_pass" } }],
    ["duplicate-headers", 1, [], { mapping: { "E-mail": "email", Name: "name" } }],
    ["woo-default-password-nag", 1, []],
    ["shopify-country-only", 1, []],
    ["matrixify-two-addresses", 2, []],
    ["one-customer-two-rows", 2, []],
    ["excel-damage", 1, ["2 warning phone"]],
    ["woo-country-names", 8, []],
    ["woo-shipping-country-only", 2, []],
    ["mojibake-from-excel", 1, ["2 warning first_name"]],
    ["macroman", 1, [], { encoding: "macintosh" }],
    ["windows-1250", 1, [], { encoding: "windows-1250" }],
    ["one-customer-two-names", 1, ["3 error first_name"]],
    ["email-invisible", 3, ["3 error first_name", "5 error email", "7 error email", "8 error email"]],
    [
      "ids-crm",
      0,
      ["2 error id", "3 error id"],
      { mapping: { id: "id", name: "name", email: "email", phone: "phone" } },
    ],
    [
      "dates",
      4,
      ["2 warning created_at", "3 warning created_at"],
      { mapping: { email: "email", Registered: "created_at" } },
    ],
    [
      "woo-analytics-german",
      1,
      [],
      {
        mapping: {
          Name: "name",
          "E-Mail": "email",
          Stadt: "address_1_city",
          "Land / Region": "address_1_country_code",
        },
        constants: { address_1_is_default_shipping: "true", groups: "Retail" },
        create_groups: true,
      },
    ],
  ])("%s makes %i customers, with these errors and warnings: %s", async (name, customers, errors, options = {}) => {
    const done = await outcome(name, options);
    expect([done.created, done.errors]).toEqual([customers, errors]);
    expect(await stored([])).toHaveLength(customers);
  });

  it("a surplus cell that holds something is an error of its row", async () => {
    const { id, created } = await runFile(
      `${file("ragged-trailing-delimiter").toString().trim()}\r\ncid@example.com,Cid,R,x\r\n`,
    );
    expect(created).toBe(2);
    const { errors } = await service.imports.listErrors(id, { limit: 10, offset: 0 });
    expect(errors).toMatchObject([{ line: 4, level: "error", field: null }]);
  });

  it("the same shop exports again: one address, the last one; one that a person has changed stays beside the file's", async () => {
    for (const name of ["resync-1", "resync-2-typo-corrected", "resync-3-phone-added"]) {
      await runFile(file(name));
    }
    const address = { address_1: "1 Main Street", phone: "+12175550100" };
    expect(await stored([], ["phone"])).toEqual([{ email: "jane@example.com", addresses: [address] }]);
    const [{ id }] = await service.listCustomerAddresses({});
    await service.updateCustomerAddresses(id, { address_1: "2 Main Street" });
    await runFile(file("resync-3-phone-added"));
    expect(await stored([], ["phone"])).toEqual([
      { email: "jane@example.com", addresses: [{ ...address, address_1: "2 Main Street" }, address] },
    ]);
  });

  it("two addresses of one customer, of rows without a key: ids are external_ids, the first is the default", async () => {
    await outcome("matrixify-two-addresses");
    expect(await stored(["external_id"], ["city", "is_default_shipping"])).toEqual([
      {
        ...{ email: "ina@example.com", external_id: "5500000000001" },
        addresses: [
          { address_1: "1 Quay St", city: "Oslo", is_default_shipping: true },
          { address_1: "2 Fjord Rd", city: "Bergen", is_default_shipping: false },
        ],
      },
      {
        ...{ email: "ole@example.com", external_id: "5500000000002" },
        addresses: [{ address_1: "3 Hill St", city: "Oslo", is_default_shipping: true }],
      },
    ]);
  });

  it("a row per address makes one customer, whose first address is the default", async () => {
    await outcome("one-customer-two-rows");
    expect(await stored(["first_name"], ["is_default_shipping"])).toEqual([
      {
        email: "kit@example.com",
        first_name: "Kit",
        addresses: [{ address_1: "3 East St", is_default_shipping: true }],
      },
      {
        ...{ email: "may@example.com", first_name: "May" },
        addresses: [
          { address_1: "1 North St", is_default_shipping: true },
          { address_1: "2 South St", is_default_shipping: false },
        ],
      },
    ]);
  });

  it("rows that contradict each other: the first stands, and the error names its line and the field", async () => {
    const { reasons } = await outcome("one-customer-two-names");
    expect(reasons).toEqual([expect.stringContaining("line 2")]);
    expect(await stored(["first_name"])).toEqual([{ email: "sam@example.com", first_name: "Sam" }]);
  });

  it("invisible characters around an email come off; within it they are an error", async () => {
    const { reasons } = await outcome("email-invisible");
    expect(reasons[0]).toContain("line 2");
    expect(await stored([])).toEqual(["amy", "kim", "zoe"].map((name) => ({ email: `${name}@example.com` })));
  });

  it("countries are known by their names in seven languages", async () => {
    await outcome("woo-country-names");
    const codes = (await stored([], ["country_code"])).flatMap((row) => Reflect.get(row, "addresses"));
    expect(codes.map((address: object) => Reflect.get(address, "country_code"))).toEqual([
      ...["us", "gb", "vg", "ir", "lc", "de", "cw", "ps"],
    ]);
  });

  it("a country alone is no address", async () => {
    await outcome("shopify-country-only");
    await outcome("woo-shipping-country-only");
    expect(await stored([], ["is_default_shipping", "is_default_billing"])).toEqual([
      {
        email: "ann@example.com",
        addresses: [{ address_1: "1 Main St", is_default_shipping: true, is_default_billing: true }],
      },
      { email: "news@example.com", addresses: [] },
      { email: "tim@example.com", addresses: [] },
    ]);
  });

  it("what a spreadsheet has damaged is mended or left out", async () => {
    await outcome("excel-damage");
    expect(await stored(["phone"], ["postal_code"])).toEqual([
      { email: "ada@example.com", phone: null, addresses: [{ postal_code: "02134" }] },
    ]);
    const { created } = await runFile("external_id,email\n7.02E+12,eve@example.com\n");
    expect(created).toBe(0);
  });

  it("dates in other forms are read by date_format", async () => {
    const options = { mapping: { email: "email", Registered: "created_at" }, date_format: "M/D/YYYY" };
    const { errors } = await outcome("dates", options);
    expect(errors).toEqual(["3 warning created_at"]);
    const days = (await stored(["created_at::date::text as created_at"])).map((row) => Reflect.get(row, "created_at"));
    expect([days[0], days[2], days[3]]).toEqual(["2024-01-15", "2024-01-15", "2024-01-15"]);
  });

  it("ids of two systems do not meet: errors of rows that say where to put them, and a prefix for each", async () => {
    const mapping = { id: "external_id", name: "name", email: "email", phone: "phone" };
    const wrong = await outcome("ids-crm", { mapping: { ...mapping, id: "id" } });
    expect(wrong.reasons[0]).toContain('{"id":"external_id"}');
    expect((await outcome("ids-crm", { mapping, external_id_prefix: "crm-" })).created).toBe(2);
    expect((await outcome("ids-erp", { mapping, external_id_prefix: "erp-" })).created).toBe(2);
    expect((await stored(["external_id"])).map((row) => Reflect.get(row, "external_id"))).toEqual([
      ...["crm-1", "crm-2", "erp-2", "erp-1"],
    ]);
  });

  it.each([
    ["macroman", "macintosh"],
    ["windows-1250", "windows-1250"],
  ])("%s is refused without its encoding, and the likely one is named", async (name, encoding) => {
    expect((await refused(name)).message).toContain(`"encoding": "${encoding}"`);
  });

  it("orders and unknown headers are refused, with what they look like or a mapping to confirm", async () => {
    expect((await refused("woo-orders")).message).toMatch(/looks like a list of orders/);
    expect(await refused("crm-taken-for-shopify")).toMatchObject({
      mapping: { Email: "email", Mobile: "phone", Postcode: "address_1_postal_code", "Customer Group": "groups" },
    });
    expect(await refused("woo-analytics-german")).toMatchObject({
      mapping: { Name: "name", "E-Mail": "email", Anmeldedatum: "created_at", Stadt: "address_1_city" },
    });
  });

  it("a suggested mapping, confirmed with a default address, makes the customers", async () => {
    const { mapping } = await refused("woo-analytics-german");
    const constants = { address_1_is_default_shipping: "true" };
    await outcome("woo-analytics-german", { mapping: mapping || {}, constants });
    expect(await stored(["first_name"], ["city", "country_code", "is_default_shipping"])).toEqual([
      {
        ...{ email: "jane@example.com", first_name: "Jane" },
        addresses: [{ city: "Berlin", country_code: "de", is_default_shipping: true }],
      },
    ]);
  });

  it("columns that only sound like secrets are taken", async () => {
    await outcome("season-pass", { mapping: { email: "email", "Season Pass": "metadata.season_pass" } });
    expect(await stored(["metadata"])).toEqual([{ email: "ada@example.com", metadata: { season_pass: "2026" } }]);
  });
});
