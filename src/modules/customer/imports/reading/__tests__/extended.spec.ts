import { readAll, refused } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const SHOPIFY =
  "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Country,Phone,Note,Shoe size";
const ROW = "'7,Ann,Lee,a@x.io,no,Lee Ltd,1 St,Salem,OR,US,United States,'030,call,44";

describe("a mapping that is laid over a known format", () => {
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
