import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ImportedCustomer } from "../../types";
import { fitOf } from "../formats/declared-format";
import { DECLARED_FORMATS } from "../formats/registry";
import { readAll } from "./read-all";

/** A file of each format, and beside it what is right for it. */
const SAMPLES = join(__dirname, "../../../../../../integration-tests/fixtures/imports/formats");
const names = readdirSync(SAMPLES).flatMap((file) => (file.endsWith(".csv") ? [file.slice(0, -".csv".length)] : []));
const sample = (name: string): string => readFileSync(join(SAMPLES, `${name}.csv`), "utf8");
const headersOf = (text: string): string[] =>
  text
    .split("\n", 1)[0]
    .split(/[,;]/)
    .map((header) => header.replaceAll('"', ""));

const shown = ({ metadata, ...customer }: ImportedCustomer): object => ({
  ...customer,
  ...(metadata && { metadata: JSON.parse(metadata) }),
});

describe("a file of a known system", () => {
  it.each(names)("is recognised, and each row has all that its columns hold: %s", async (name) => {
    const { format, warnings, rows } = await readAll(sample(name));
    expect(rows.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect({
      format,
      left_out: warnings.map(({ field }) => field),
      customers: rows.map(({ customer }) => customer && shown(customer)),
    }).toEqual(JSON.parse(readFileSync(join(SAMPLES, `${name}.json`), "utf8")));
  });

  it("has a sample for each format", () => {
    const known = new Set(
      names.map((name) => {
        const headers = headersOf(sample(name));
        const fits = DECLARED_FORMATS.map((declared) => fitOf(declared, headers) ?? Number.NEGATIVE_INFINITY);
        return DECLARED_FORMATS[fits.indexOf(Math.max(...fits))].title;
      }),
    );
    expect([...known].sort()).toEqual(DECLARED_FORMATS.map(({ title }) => title).sort());
  });

  it("is in the table of the docs, with its version and columns", () => {
    const docs = readFileSync(join(__dirname, "../../../../../../docs/imports.md"), "utf8");
    expect(DECLARED_FORMATS.filter(({ title }) => !docs.includes(`\n| ${title} | `))).toEqual([]);
  });

  it.each(names)("warns of a column that is not its system's: %s", async (name) => {
    const lines = sample(name).split("\n");
    const delimiter = lines[0].includes(";") ? ";" : ",";
    const file = [`${lines[0]}${delimiter}Shoe size`, ...lines.slice(1)].join("\n");
    const { format, warnings } = await readAll(file);
    expect([format, warnings.map(({ field }) => field).slice(0, 1)]).toEqual([
      (await readAll(sample(name))).format,
      ["Shoe size"],
    ]);
  });
});

describe("a column that is one of several for a target", () => {
  const header = "email,_website,_store,firstname,middlename,lastname";

  it("adds its part to the value of the first, which may be empty", async () => {
    const { rows, mapping } = await readAll(
      `${header}\na@x.io,base,default,Ann,May,Lee\nb@x.io,base,default,,May,Lee\nc@x.io,base,default,Ann , May,Lee\n`,
    );
    expect(rows.map(({ customer }) => customer?.first_name)).toEqual(["Ann May", "May", "Ann May"]);
    expect(mapping).toMatchObject({ firstname: "first_name", middlename: "first_name" });
  });

  it("counts where the first has no value in the row", async () => {
    const matrixify = "ID,Email,Address Line 1,Address Zip,Address Province,Address Province Code,Address Country Code";
    const { rows } = await readAll(`${matrixify}\n1,a@x.io,1 St,1,Texas,,US\n2,b@x.io,1 St,1,Texas,OR,US\n`);
    expect(rows.map(({ customer }) => customer?.addresses?.[0].province)).toEqual(["us-tx", "us-or"]);
  });

  it("is not read where it says the same once more: a whole name beside its parts", async () => {
    const file =
      "Customer ID,Customer Name,First Name,Last Name,Email,Store Credit,Customer Group\n1,Ann Lee,Ann,Lee,a@x.io,0,\n";
    const { format, rows, warnings } = await readAll(file);
    expect([format, warnings, rows[0].customer?.first_name]).toEqual(["bigcommerce", [], "Ann"]);
  });
});

describe("rows of addresses without ids", () => {
  const header =
    "email,_website,_address_firstname,_address_street,_address_city,_address_country_id,_address_default_billing_";

  it("have their place among those of the customer as slot, which begins again with the next customer", async () => {
    const { rows } = await readAll(
      `${header}\na@x.io,base,A,1 St,Rome,IT,1\n,,A,2 St,Rome,IT,\nb@x.io,base,B,3 St,Rome,IT,1\n`,
    );
    expect(rows.map(({ customer }) => customer?.addresses?.[0].slot)).toEqual([
      "magento:#1",
      "magento:#2",
      "magento:#1",
    ]);
  });

  it("have a second line of the street in their second field", async () => {
    const { rows } = await readAll(`${header}\na@x.io,base,A,"1 St\r\nApt 4\nRear",Rome,IT,1\n`);
    expect(rows[0].customer?.addresses).toMatchObject([{ address_1: "1 St", address_2: "Apt 4, Rear" }]);
  });
});

it("an audience of Mailchimp may have merge tags as names of its columns", async () => {
  const header = "EMAIL,FNAME,LNAME,PHONE,UNSUB,BOUNCE,STATUS,MEMBER_RATING,OPTIN_TIME";
  const { rows, warnings } = await readAll(`${header}\na@x.io,Ann,Lee,1,no,no,subscribed,2,\n`);
  expect([warnings, rows[0].customer]).toEqual([
    [],
    { email: "a@x.io", first_name: "Ann", last_name: "Lee", phone: "1" },
  ]);
});

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("an address of Mailchimp, two spaces between its parts,", () => {
  const header = "Email Address,Address,MEMBER_RATING,LEID";
  const read = async (cell: string) => (await readAll(`${header}\na@x.io,"${cell}",2,9\n`)).rows[0];
  const parts = { is_default_shipping: true, is_default_billing: true, slot: "mailchimp:default" };

  it.each([
    ["9 Elm Rd  Flat 3  Salem  OR  97301  US", ["9 Elm Rd", "Flat 3", "Salem", "us-or", "97301", "us"]],
    ["9 Elm Rd    Salem  OR  97301  US", ["9 Elm Rd", undefined, "Salem", "us-or", "97301", "us"]],
    ["9 Elm Rd  Salem  OR  97301  US", ["9 Elm Rd", undefined, "Salem", "us-or", "97301", "us"]],
    ["9 Elm Rd  Salem  Oregon  97301-22  United States", ["9 Elm Rd", undefined, "Salem", "us-or", "97301-22", "us"]],
    [
      "Hauptstr. 5  Hinterhaus 2  Berlin  10115  DE",
      ["Hauptstr. 5", "Hinterhaus 2", "Berlin", undefined, "10115", "de"],
    ],
    ["Hauptstr. 5  Remise  Ulm  89073  DE", ["Hauptstr. 5", "Remise", "Ulm", undefined, "89073", "de"]],
    ["Hauptstr. 5  Ulm  89073  DE", ["Hauptstr. 5", undefined, "Ulm", undefined, "89073", "de"]],
    ["9 Elm Rd  Salem  OR  US", ["9 Elm Rd", undefined, "Salem", "us-or", undefined, "us"]],
    ["9 Elm Rd  Salem  US", ["9 Elm Rd", undefined, "Salem", undefined, undefined, "us"]],
    [
      "12 High St  Leeds  West Yorkshire  LS1 4AP  GB",
      ["12 High St", undefined, "Leeds", "West Yorkshire", "LS1 4AP", "gb"],
    ],
    ["Salem  OR  97301  US", [undefined, undefined, "Salem", "us-or", "97301", "us"]],
    ["Marktplatz  Bremen  28195  DE", ["Marktplatz", undefined, "Bremen", undefined, "28195", "de"]],
    ["Via Roma 1  Milano  MI  20100  IT", ["Via Roma 1", undefined, "Milano", "it-mi", "20100", "it"]],
    ["12 Main St  Apt 4  US", ["12 Main St", "Apt 4", undefined, undefined, undefined, "us"]],
    ["12 Main St  Dublin 4  IE", ["12 Main St", undefined, "Dublin 4", undefined, undefined, "ie"]],
    ["9 Elm Rd    Dublin      IE", ["9 Elm Rd", undefined, "Dublin", undefined, undefined, "ie"]],
  ])("is read from behind: %s", async (cell, expected) => {
    const { customer, errors } = await read(cell);
    const [address_1, address_2, city, province, postal_code, country_code] = expected;
    expect(errors).toBeUndefined();
    expect(customer?.addresses).toEqual([
      { ...parts, address_1, address_2, city, province, postal_code, country_code },
    ]);
  });

  it.each(["9 Elm Rd, Salem", "9 Elm Rd  Salem  OR  97301  Moon"])("is kept whole with a warning: %s", async (cell) => {
    const { customer, errors } = await read(cell);
    expect(customer?.addresses).toEqual([{ ...parts, address_1: cell }]);
    expect(errors).toMatchObject([{ level: "warning", field: "address_1_address_1" }]);
  });

  it.each([
    ["Rose Cottage  Mill Lane  Leeds  LS1 4AP  GB", { city: "Mill Lane", province: "gb-lds" }, "address_1_province"],
    ["Hauptstr. 5  Hinterhaus  Berlin  10115  DE", { address_2: "Hinterhaus", city: "Berlin" }, "address_1_city"],
  ])("has a warning where a name may be the city or the province: %s", async (cell, expected, field) => {
    const { customer, errors } = await read(cell);
    expect(customer?.addresses).toMatchObject([expected]);
    expect(errors).toMatchObject([
      { level: "warning", field, reason: expect.stringMatching(/may be the city or the/) },
    ]);
  });

  it("is not mixed with columns of another place", async () => {
    const columns = "Email Address,Address,City,State,Zip,Country,MEMBER_RATING,LEID";
    const { rows } = await readAll(
      lines(
        columns,
        "a@x.io,9 Elm Rd  Salem  97301  US,Kent,WA,98110,US,2,9",
        "b@x.io,9 Elm Rd  Salem  US,salem,OR,97301,US,2,8",
        "c@x.io,9 Elm Rd  US,Salem,OR,97301,US,2,7",
      ),
    );
    const whole = { address_1: "9 Elm Rd", province: "us-or", postal_code: "97301", country_code: "us" };
    expect(rows.map(({ customer }) => customer?.addresses?.[0])).toEqual([
      { ...parts, address_1: "9 Elm Rd", city: "Salem", postal_code: "97301", country_code: "us" },
      { ...parts, ...whole, city: "Salem" },
      { ...parts, ...whole, city: "Salem" },
    ]);
  });

  it("may be a street alone", async () => {
    const { customer, errors } = await read("9 Elm Rd");
    expect([errors, customer?.addresses]).toEqual([undefined, [{ ...parts, address_1: "9 Elm Rd" }]]);
  });
});
