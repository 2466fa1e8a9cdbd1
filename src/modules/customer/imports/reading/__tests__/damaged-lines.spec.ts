import { readAll, said } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("a line wholly in quotes", () => {
  const SHOPIFY =
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Tax Exempt,Tags";

  it("is the record in its quotes", async () => {
    const { format, rows } = await readAll(
      lines(SHOPIFY, `"'7201,Mara,Quist,mara@example.com,yes,,no,""vip, wholesale"""`, "7202,Jan,Roe,jan@example.com"),
    );
    expect([format, rows.map(({ customer }) => customer)]).toEqual([
      "shopify",
      [
        expect.objectContaining({
          ...{ external_id: "7201", first_name: "Mara", email: "mara@example.com" },
          metadata: '{"tax_exempt":false,"tags":"vip, wholesale"}',
        }),
        expect.objectContaining({ external_id: "7202" }),
      ],
    ]);
  });

  it.each([
    ["has other cells than the header", '"7201,""Mara, Ann"",Quist,m@x.io,yes,,no,x,y,z"'],
    ["has wrong quotes in it", '"7201,Ma""ra,Quist,m@x.io,yes,,no,x"'],
  ])("is an error where it %s", async (_, line) => {
    const { rows } = await readAll(lines(SHOPIFY, line));
    expect(rows.map(said)).toEqual([[[null, expect.stringMatching(/^stands in quotes as a whole/)]]]);
  });

  it("is a value where the file has one column, and where no delimiter is in it", async () => {
    const one = await readAll(lines("email", '"a@x.io"'));
    expect(one.rows.map(said)).toEqual([{ email: "a@x.io" }]);
    const two = await readAll(lines("external_id,email", '"crm 7"'));
    expect(two.rows.map(said)).toEqual([{ external_id: "crm 7" }]);
  });
});

describe("guards of other exporters", () => {
  const HEADER = "email,address_1_postal_code,address_1_country_code,phone,external_id";

  it.each([
    ['a@x.io,="02134",us,,', { postal_code: "02134" }, {}],
    ['a@x.io,="0,1",us,,', { postal_code: "0,1" }, {}],
    ['a@x.io,"=""02134""",us,,', { postal_code: "02134" }, {}],
    ["a@x.io,\t02134,us,,", { postal_code: "02134" }, {}],
    ["a@x.io,1,us,=+491701234567,", {}, { phone: "+491701234567" }],
    ["a@x.io,1,us,\t0170,", {}, { phone: "0170" }],
    ['a@x.io,1,us,="0170",="007"', {}, { phone: "0170", external_id: "007" }],
  ])("are taken off: %s", async (line, address, customer) => {
    const { rows } = await readAll(lines(HEADER, line));
    expect(rows[0].errors).toBeUndefined();
    expect(rows[0].customer).toMatchObject({ ...customer, addresses: [{ country_code: "us", ...address }] });
  });

  it("leave a text alone that only begins so", async () => {
    const { rows } = await readAll(lines("email,first_name", "a@x.io,=+x", "b@x.io,=x", 'c@x.io,="a" b'));
    expect(rows.map(said)).toEqual([
      { email: "a@x.io", first_name: "=+x" },
      { email: "b@x.io", first_name: "=x" },
      [[null, expect.stringMatching(/behind a closing quote/)]],
    ]);
  });
});

it("a row whose cells are all empty is passed over, also in quotes", async () => {
  const { rows } = await readAll(lines("email,first_name", '"",""', '"a@x.io",""', '"",', '"",""'));
  expect(rows.map(({ line }) => line)).toEqual([3]);
});

it("a row with nothing but a key gets a warning outside of our own format", async () => {
  const mapping = { Nr: "external_id", Mail: "email", Ort: "address_1_city" };
  const { rows } = await readAll(lines("Nr;Mail;Ort", "7;a@x.io;Bonn", "8;;Bonn", "Summe;;"), { mapping });
  expect(rows.map(({ line, errors }) => [line, errors?.map(({ level, field }) => [level, field])])).toEqual([
    [2, undefined],
    [3, undefined],
    [4, [["warning", "external_id"]]],
  ]);
  expect((await readAll(lines("external_id,email", "Summe,"))).rows[0].errors).toBeUndefined();
});
