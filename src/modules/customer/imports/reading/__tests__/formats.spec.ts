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

it("a Mailchimp address in another form stays in one field", async () => {
  const header = "Email Address,Address,MEMBER_RATING,LEID";
  const { rows } = await readAll(
    `${header}\na@x.io,"1 Hill St, Akron",2,9\nb@x.io,"1 St  Akron  OH  44301  Moon",2,8\n`,
  );
  expect(rows.map(({ customer }) => customer?.addresses?.[0].address_1)).toEqual([
    "1 Hill St, Akron",
    "1 St  Akron  OH  44301  Moon",
  ]);
});
