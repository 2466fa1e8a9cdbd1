import { isUnknownHeader } from "../suggest-mapping";
import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

/** What the answer to an unknown header holds. */
async function unknown(header: string) {
  const error: unknown = await readAll(`${header}\n1\n`).catch((thrown: unknown) => thrown);
  if (!isUnknownHeader(error)) {
    throw new Error(`The header is known: ${error instanceof Error ? error.message : ""}`);
  }
  return { message: error.message, mapping: error.suggested_mapping };
}

describe("a file of another system", () => {
  it.each([
    ["Customer ID,Email,Name,Street,Zip,City,Country,Total Spent", "Street"],
    ["Email,Accepts Marketing,Total Spent,Street,Town,Zip Code,Land", "Street"],
  ])("is not taken for Shopify's by two columns: %s", async (header, column) => {
    expect((await unknown(header)).mapping).toMatchObject({ [column]: "address_1_address_1" });
  });

  it("is not taken for a system that knows less than half of its columns", async () => {
    const { mapping } = await unknown("email,_website,_store,a,b,c,d,e,f");
    expect(mapping).toEqual({ email: "email" });
  });

  it("is not taken for ours where a column of it would be lost", async () => {
    const { message, mapping } = await unknown(
      "email,first_name,last_name,has_account,phone,street,city,metadata.tier",
    );
    expect(message).toMatch(/"street", "city"/);
    expect(mapping).toEqual({
      ...{
        email: "email",
        first_name: "first_name",
        last_name: "last_name",
        phone: "phone",
        has_account: "has_account",
      },
      ...{ street: "address_1_address_1", city: "address_1_city", "metadata.tier": "metadata.tier" },
    });
  });

  it("is ours where the other columns mean nothing, or what a column of ours has", async () => {
    const { format, warnings } = await readAll("email,first_name,phone,Shoe size,Telefon\na@x.io,A,1,2,3\n");
    expect([format, warnings.map(({ field }) => field)]).toEqual(["own", ["Shoe size", "Telefon"]]);
  });

  it("has the target of a column that is left out named in its warning", async () => {
    const header = "Customer ID,First Name,Email,Accepts Email Marketing,Default Address City,Total Spent,Street,Shoes";
    const { format, warnings } = await readAll(lines(header, "1,A,a@x.io,no,Rome,0,x,1"));
    expect([format, warnings.map(({ field, reason }) => [field, /address_1_address_1/.test(reason)])]).toEqual([
      "shopify",
      [
        ["Street", true],
        ["Shoes", false],
      ],
    ]);
    expect(warnings[1].reason).toMatch(/\{"Shoes":"metadata.KEY"\} with "extend_format": true/);
  });

  it.each([
    ["mailchimp", "Email Address,First Name,Last Name,Lead Source,MEMBER_RATING,OPTIN_TIME,LEID"],
    ["own", "email,given_name,family_name,first_name,last_name,phone"],
    [
      "bigcommerce",
      "Customer ID,Email Address,Store Credit,Customer Group,Created By,Modified By,First Name,Phone,Notes",
    ],
  ])("that is known is no list of leads or contacts by a column or two: %s", async (format, header) => {
    expect((await readAll(`${header}\n1\n`)).format).toBe(format);
  });

  it.each([
    ["Email,Given Name,Family Name", /^The header is not known/],
    ["E-mail 1 - Value,Given Name,Family Name", /contacts of Google/],
  ])("is Google's where a column has a number that Google gives it: %s", async (header, message) => {
    expect((await unknown(header)).message).toMatch(message);
  });
});

describe("a table of addresses of PrestaShop", () => {
  const header = "id_address;id_customer;id_country;id_state;alias;firstname;address1;postcode;city;deleted";
  const file = lines(
    header,
    "7;2;8;0;Home;Jan;1 Main;1000;Gent;0",
    "8;2;8;0;Old;Jan;2 Side;1000;Gent;1",
    "9;0;8;0;Brand;;3 Side;1000;Gent;0",
  );

  it("has no deleted addresses, and none of brands", async () => {
    const { format, rows } = await readAll(file);
    expect([format, rows.map(({ line, errors }) => [line, errors])]).toEqual(["prestashop", [[2, undefined]]]);
  });

  it("has a warning for its numbers of countries and states, unless a constant gives the country", async () => {
    const { warnings } = await readAll(file);
    expect(warnings.map(({ field, reason }) => [field, /address_1_country_code/.test(reason)])).toEqual([
      ["id_country", true],
      ["id_state", false],
    ]);
    const given = await readAll(file, { constants: { address_1_country_code: "be" } });
    expect(given.warnings.map(({ field }) => field)).toEqual(["id_state"]);
    expect(given.rows[0].customer?.addresses).toMatchObject([{ country_code: "be" }]);
  });
});

it("deleted customers of PrestaShop are passed over", async () => {
  const { rows } = await readAll(
    lines("id_customer;email;id_gender;optin;id_default_group;deleted", "2;a@x.io;1;0;3;0", "3;b@x.io;1;0;3;1"),
  );
  expect(rows.map(({ customer }) => customer?.email)).toEqual(["a@x.io"]);
});

it.each([
  ["stripe", "id,Email,Created (UTC),Delinquent,Card ID,password (metadata)", "password (metadata)"],
  [
    "matrixify",
    "ID,Email,Address Line 1,Address Zip,Metafield: custom.api_key [string]",
    "Metafield: custom.api_key [string]",
  ],
  ["matrixify", "ID,Email,Address Line 1,Address Zip,Metafield: password [string]", "Metafield: password [string]"],
])("a column that is never read has a warning in a file of %s: %s", async (format, header, column) => {
  const { format: found, warnings, mapping } = await readAll(`${header}\n1\n`);
  expect([found, warnings.map(({ field }) => field)]).toEqual([format, [column]]);
  expect(mapping[column]).toBeNull();
});
