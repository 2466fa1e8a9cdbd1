import { CellError } from "../values/cell-error";
import { readTimestamp } from "../values/timestamp";
import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("a date with dots", () => {
  it.each([
    ["31.12.2023", "2023-12-31T00:00:00Z"],
    ["1.2.2024", "2024-02-01T00:00:00Z"],
    ["31. 12. 2023", "2023-12-31T00:00:00Z"],
    ["31.12.2023 14:05", "2023-12-31T14:05:00Z"],
    ["31.12.2023, 14:05:09", "2023-12-31T14:05:09Z"],
  ])("begins with the day: %s", (cell, time) => {
    expect(readTimestamp(cell)).toBe(time);
  });

  it.each([
    ["12.31.2023", '"date_format", such as DD.MM.YYYY'],
    ["03/04/2024", '"date_format", such as DD/MM/YYYY'],
    ["03-04-2024", '"date_format", such as DD-MM-YYYY'],
    ["3.4.24", '"date_format", such as DD.MM.YY'],
    ["soon", '"date_format", such as DD/MM/YYYY'],
  ])("that is no date gets a warning that offers the format of its signs: %s", (cell, format) => {
    const read = readTimestamp(cell);
    expect(read instanceof CellError && read.reason.endsWith(format)).toBe(true);
  });
});

it("a text that has lost a letter has a warning", async () => {
  const { rows } = await readAll(lines("email,first_name,last_name", "a@x.io,J\ufffdrg,Roe", "b@x.io,Jörg,Roe"));
  expect(rows.map(({ errors }) => errors?.map(({ level, field }) => [level, field]))).toEqual([
    [["warning", "first_name"]],
    undefined,
  ]);
  expect(rows[0].errors?.[0].reason).toMatch(/lost/);
});

it("a place that Klaviyo guessed is no address", async () => {
  const header = "Email,Klaviyo ID,Email Marketing Consent,Address,City,State / Region,Country,Zip Code";
  const { format, rows } = await readAll(
    lines(header, "a@x.io,1,x,,Berlin,Berlin,Germany,10115", "b@x.io,2,x,1 St,Berlin,Berlin,Germany,10115"),
  );
  expect([format, rows.map(({ errors, customer }) => [errors, customer?.addresses?.length ?? 0])]).toEqual([
    "klaviyo",
    [
      [undefined, 0],
      [undefined, 1],
    ],
  ]);
});

describe("what only an address has", () => {
  const WOO =
    "customer_id,user_email,first_name,billing_first_name,billing_last_name,billing_company,billing_phone,billing_address_1,billing_city,billing_country,shipping_first_name,shipping_phone,shipping_address_1";

  it.each([
    [
      "WooCommerce",
      lines(WOO, "3,a@x.io,,Ann,Lee,Lee Ltd,030,1 St,Bonn,DE,,,"),
      { first_name: "Ann", last_name: "Lee", company_name: "Lee Ltd", phone: "030" },
    ],
    [
      "WooCommerce, the shipping address",
      lines(WOO, "3,a@x.io,Bo,,,,,,,,Ann,031,2 St"),
      { first_name: "Bo", phone: "031" },
    ],
    [
      "Squarespace",
      lines(
        "Email,First Name,Subscriber Since,Mailing Lists,Billing Name,Billing Address 1,Billing Phone Number",
        "a@x.io,,,,Ann Lee,1 St,030",
      ),
      { first_name: "Ann", last_name: "Lee", phone: "030" },
    ],
    [
      "Stripe",
      lines(
        "id,Email,Created (UTC),Delinquent,Phone,Shipping Name,Shipping Phone,Shipping Address Line1",
        "cus_1,a@x.io,,,,Ann,030,1 St",
      ),
      { first_name: "Ann", phone: "030" },
    ],
    [
      "Shopify",
      lines(
        "Customer ID,First Name,Email,Accepts Email Marketing,Default Address Company,Default Address City,Phone",
        "1,A,a@x.io,no,Lee Ltd,Bonn,",
      ),
      { first_name: "A", company_name: "Lee Ltd" },
    ],
  ])("is the customer's too in a file of %s", async (_, file, customer) => {
    expect((await readAll(file)).rows[0].customer).toMatchObject(customer);
  });
});

describe("a billing address and a shipping address of one place", () => {
  const header =
    "customer_id,user_email,billing_address_1,billing_country,billing_phone,shipping_address_1,shipping_country,shipping_phone";

  it.each([
    ["3,a@x.io,1 St,DE,030,1 St,DE,", ["030"]],
    ["3,a@x.io,1 St,DE,,1 St,DE,031", ["031"]],
    ["3,a@x.io,1 St,DE,030,1 St,DE,030", ["030"]],
    ["3,a@x.io,1 St,DE,030,1 St,DE,031", ["030", "031"]],
  ])("are one unless they have two phones: %s", async (row, phones) => {
    const { rows } = await readAll(lines(header, row));
    expect(rows[0].customer?.addresses?.map(({ phone }) => phone)).toEqual(phones);
  });
});

it("the address of a card is taken whole, where Stripe has no other", async () => {
  const header =
    "id,Email,Created (UTC),Delinquent,Address Line1,Address City,Address Country,Card Address Line1,Card Address City,Card Address Zip";
  const { rows } = await readAll(
    lines(header, "cus_1,a@x.io,,,1 St,,DE,9 Av,Rome,00100", "cus_2,b@x.io,,,,,,9 Av,Rome,00100"),
  );
  expect(rows.map(({ customer }) => customer?.addresses)).toEqual([
    [expect.not.objectContaining({ city: "Rome" })],
    [expect.objectContaining({ address_1: "9 Av", city: "Rome", postal_code: "00100", is_default_billing: true })],
  ]);
  expect(rows[0].customer?.addresses).toMatchObject([{ address_1: "1 St", country_code: "de" }]);
});
