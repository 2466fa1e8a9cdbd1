import { readAll, refused } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const SHOPIFY =
  "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Country,Phone,Note,Shoe size";
const ROW = "'7,Ann,Lee,a@x.io,no,Lee Ltd,1 St,Salem,OR,US,United States,'030,call,44";

describe("a mapping that changes a known format", () => {
  it("changes the named columns and nothing else: format, slots and other targets stay", async () => {
    const plain = await readAll(lines(SHOPIFY, ROW));
    const file = await readAll(lines(SHOPIFY, ROW), {
      mapping: { "Shoe size": "metadata.shoe_size", Note: null },
      extend_format: true,
    });
    const { metadata, ...customer } = plain.rows[0].customer ?? {};
    expect(file.rows[0].customer).toEqual({ ...customer, metadata: '{"shoe_size":"44"}' });
    expect(metadata).toBe('{"note":"call"}');
    expect([file.format, file.warnings, plain.warnings.map(({ field }) => field)]).toEqual([
      "shopify",
      [],
      ["Shoe size"],
    ]);
    expect(file.rows[0].customer?.addresses).toMatchObject([{ slot: "shopify:default", is_default_billing: true }]);
  });

  it("moves a target to another column, with a warning for the one that had it", async () => {
    const { rows, warnings, mapping } = await readAll(lines(SHOPIFY, ROW), {
      mapping: { "Shoe size": "phone" },
      extend_format: true,
    });
    expect(rows[0].customer?.phone).toBe("44");
    expect(warnings.map(({ field, reason }) => [field, /is left out: .*"phone"/.test(reason)])).toEqual([
      ["Phone", true],
    ]);
    expect(mapping).toMatchObject({ "Shoe size": "phone", Phone: null, Email: "email" });
  });

  it("lets the next column of a target count where the first goes elsewhere", async () => {
    const { rows } = await readAll(lines(SHOPIFY, ROW.replace(",US,", ",XX,")), {
      mapping: { "Default Address Country Code": "metadata.country" },
      extend_format: true,
    });
    expect(rows[0]).toMatchObject({ customer: { addresses: [{ country_code: "us" }] } });
    expect(rows[0].errors).toBeUndefined();
  });

  it("adds a part to a street", async () => {
    const { rows } = await readAll(lines(SHOPIFY, ROW), {
      mapping: { "Shoe size": "address_1_address_1" },
      extend_format: true,
    });
    expect(rows[0].customer?.addresses).toMatchObject([{ address_1: "1 St 44" }]);
  });

  it("keeps what the warning of an unknown column offers, as it says it", async () => {
    const file = lines(`${SHOPIFY},Firma 2`, `${ROW},x`);
    const { warnings } = await readAll(file);
    const offered = warnings.map(
      ({ reason }) => /send the mapping (\{.*\}) with "extend_format": true$/.exec(reason)?.[1],
    );
    const mapping = Object.assign({}, ...offered.map((one) => JSON.parse((one ?? "").replace("KEY", "k"))), {
      "Firma 2": "metadata.k2",
    });
    const { format, rows, warnings: none } = await readAll(file, { mapping, extend_format: true, strict: true });
    expect([format, none, rows[0].customer?.metadata]).toEqual(["shopify", [], '{"note":"call","k":"44","k2":"x"}']);
  });

  it("adds an address behind those of the format, and what the warning offers works", async () => {
    const file = lines(`${SHOPIFY},Delivery street,Delivery city`, `${ROW},2 Rd,Kent`);
    const { warnings } = await readAll(file);
    const mapping = Object.assign(
      { "Shoe size": null },
      ...warnings.map(({ reason }) => JSON.parse(/send the mapping (\{.*\}) with/.exec(reason)?.[1] ?? "{}")),
      { "Shoe size": null },
    );
    expect(mapping).toMatchObject({ "Delivery street": "address_2_address_1", "Delivery city": "address_2_city" });
    const { rows, warnings: none } = await readAll(file, { mapping, extend_format: true, strict: true });
    expect(none).toEqual([]);
    expect(rows[0].customer?.addresses).toMatchObject([
      { address_1: "1 St", slot: "shopify:default", is_default_shipping: true, is_default_billing: true },
      { address_1: "2 Rd", city: "Kent", slot: "shopify:address_2" },
    ]);
  });

  it("gives a default to an added address whose column says so", async () => {
    const { rows } = await readAll(lines(`${SHOPIFY},Road,Ships`, `${ROW},2 Rd,true`), {
      mapping: { Road: "address_2_address_1", Ships: "address_2_is_default_shipping" },
      extend_format: true,
    });
    expect(rows[0].errors).toBeUndefined();
    expect(rows[0].customer?.addresses).toMatchObject([
      { is_default_shipping: false, is_default_billing: true },
      { address_1: "2 Rd", is_default_shipping: true },
    ]);
  });

  describe("in a file of Stripe", () => {
    const header = "id,Email,Created (UTC),Delinquent,Address Line1,Address City,Card Address Line1,Store street";
    const row = "cus_1,a@x.io,2024-01-01,false,1 St,Salem,9 Card St,2 Rd";

    it("takes an address behind that of the card", async () => {
      const { rows } = await readAll(lines(header, row), {
        mapping: { "Store street": "address_4_address_1" },
        extend_format: true,
      });
      expect(rows[0].customer?.addresses?.map(({ address_1 }) => address_1)).toEqual(["1 St", "2 Rd"]);
    });

    it("is refused for the place of the card, where it would be lost", async () => {
      const mapping = { "Store street": "address_3_address_1" };
      expect(await refused(lines(header, row), { mapping, extend_format: true })).toMatch(
        /sends "Store street" to "address_3_address_1"\..*Use address_4_\.\.\. instead/,
      );
    });
  });

  it("makes no name of a middle name, and says which columns are left out", async () => {
    const magento = lines("email,_website,_store,firstname,middlename,lastname", "a@x.io,base,en,Ann,Maria,Lee");
    const { rows, warnings } = await readAll(magento, { mapping: { firstname: null }, extend_format: true });
    expect(rows[0].customer).toEqual({ email: "a@x.io", last_name: "Lee" });
    expect(warnings.map(({ field, reason }) => [field, reason])).toEqual([
      ["middlename", 'is left out: it is a part of "first_name", which no column has now'],
    ]);
    const shopify = await readAll(lines(`${SHOPIFY},X`, `${ROW},DE`), {
      mapping: { X: "address_1_country_code", "Shoe size": null },
      extend_format: true,
    });
    expect(shopify.rows[0].customer?.addresses).toMatchObject([{ country_code: "de" }]);
    expect(shopify.warnings.map(({ field }) => field)).toEqual([
      "Default Address Country Code",
      "Default Address Country",
    ]);
  });

  it("leaves out a column of secrets of a file of our own, which is refused without it", async () => {
    const file = lines("email,first_name,password,Shoe", "a@x.io,Ann,x,44");
    const Shoe = "metadata.shoe";
    expect(await refused(file, { mapping: { Shoe }, extend_format: true })).toMatch(/are not imported: "password"/);
    const { format, rows } = await readAll(file, { mapping: { password: null, Shoe }, extend_format: true });
    expect([format, rows[0].customer]).toEqual([
      "own",
      { email: "a@x.io", first_name: "Ann", metadata: '{"shoe":"44"}' },
    ]);
  });

  it("has advice for a header that is long, or has a quote", async () => {
    const names = [`${"x".repeat(80)}`, 'Size 5"'];
    const file = lines(`${SHOPIFY},${names[0]},"Size 5"""`, `${ROW},1,2`);
    const { warnings } = await readAll(file);
    const offered = warnings.map(({ reason }) =>
      Object.keys(JSON.parse(/mapping (\{.*\}) with/.exec(reason)?.[1] ?? "{}")),
    );
    expect(offered.flat()).toEqual(["Shoe size", ...names]);
  });

  it("is for files of our own too", async () => {
    const file = lines("email,first_name,last_name,phone,street", "a@x.io,Ann,Lee,030,1 St");
    await expect(readAll(file)).rejects.toThrow(/"street", which would be lost/);
    const { format, rows } = await readAll(file, { mapping: { street: "address_1_address_1" }, extend_format: true });
    expect([format, rows[0].customer]).toEqual([
      "own",
      { email: "a@x.io", first_name: "Ann", last_name: "Lee", phone: "030", addresses: [{ address_1: "1 St" }] },
    ]);
  });

  it.each([
    ["a file that is not known", "Mail,Size\n1,2\n", { Mail: "email" }, /^The header is not known/],
    ["no mapping", lines(SHOPIFY, ROW), undefined, /there is no mapping/],
    ["a column that is not there", lines(SHOPIFY, ROW), { Size: "phone" }, /not in the file: "Size"/],
  ] as [string, string, Record<string, string> | undefined, RegExp][])(
    "is refused for %s",
    async (_, file, mapping, message) => {
      expect(await refused(file, { mapping, extend_format: true })).toMatch(message);
    },
  );
});
