import { readTimestamp } from "../values/timestamp";
import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

describe("the template Bulk Edit of BigCommerce", () => {
  const header =
    "Customer ID,Email,Store Credit,Date Joined,Addresses,Address Line 1 - 1,City/Suburb - 1,State/Province - 1,State Abbreviation - 1,Country - 1,Building Type - 1";

  it("has both names of a state, and no warning for columns that hold the addresses once more", async () => {
    const { warnings, rows } = await readAll(
      lines(
        header,
        "5,a@x.io,0,2024-01-02,x,9 Elm,Reno,Nevada,NV,US,house",
        "6,b@x.io,0,2024-01-02,x,9 Elm,Reno,,NV,US,",
      ),
    );
    expect(warnings).toEqual([]);
    expect(rows.map(({ customer }) => customer?.addresses?.[0].province)).toEqual(["us-nv", "us-nv"]);
  });
});

it("the group of Magento for people without an account is none", async () => {
  const header = "ID,Name,Email,Group,Customer Since,Web Site";
  const { rows } = await readAll(
    lines(header, "4,Ida Ek,i@x.io,NOT LOGGED IN,2024-01-02,Main", "5,Bo Ek,b@x.io,Retailer,2024-01-02,Main"),
  );
  expect(rows.map(({ customer }) => customer?.groups)).toEqual([[], ["Retailer"]]);
});

it("a group that says in a file that there is no account is one as a constant", async () => {
  const header = "id_customer,email,firstname,id_gender,optin,group";
  const { format, rows } = await readAll(lines(header, "4,i@x.io,Ida,1,0,Guest"), { constants: { groups: "Guest" } });
  expect([format, rows[0].customer?.groups]).toEqual(["prestashop", ["Guest"]]);
});

it("users of WordPress keep the id of the site that they come from", async () => {
  const header = "source_user_id,user_login,user_email,user_registered,billing_city,billing_country,billing_full_name";
  const { warnings, rows } = await readAll(lines(header, "31,ida,ida@x.io,2024-01-02 10:00:00,Lund,SE,Ida Ek"));
  expect([warnings, rows[0].customer]).toMatchObject([[], { external_id: "31", email: "ida@x.io" }]);
});

it.each([
  ["Mar 4, 2024 at 9:07 AM", "2024-03-04T09:07:00Z"],
  ["4 March 2024, at 21:07", "2024-03-04T21:07:00Z"],
])("a date may have its time behind the word at: %s", (cell, time) => {
  expect(readTimestamp(cell)).toBe(time);
});

it("subscriptions of Stripe are refused as such", async () => {
  const header =
    "id,Customer ID,Customer Email,Plan,Amount,Status,Created (UTC),Current Period Start (UTC),Current Period End (UTC)";
  await expect(readAll(lines(header, "sub_1"))).rejects.toThrow(/a list of subscriptions/);
});

describe("a postal code that has lost its zero", () => {
  const mapping = { Mail: "email", PLZ: "address_1_postal_code", Land: "address_1_country_code" };
  const read = async (code: string, country: string) => {
    const { rows } = await readAll(lines("Mail,PLZ,Land", `a@x.io,${code},${country}`), { mapping });
    return [rows[0].customer?.addresses?.[0].postal_code, rows[0].errors?.map(({ level, field }) => [level, field])];
  };

  it.each([
    ["1097", "Deutschland"],
    ["6830", "US"],
    ["501", "USA"],
    ["8002", "España"],
  ])("is kept with a warning: %s in %s", async (code, country) => {
    expect(await read(code, country)).toEqual([code, [["warning", "address_1_postal_code"]]]);
  });

  it.each([
    ["01097", "Deutschland"],
    ["1010", "Österreich"],
    ["1097", ""],
    ["D-1097", "Deutschland"],
  ])("is not seen elsewhere: %s in %s", async (code, country) => {
    expect(await read(code, country)).toEqual([code, undefined]);
  });
});

it("a date that Excel shows as its number of days is read, with the time of the day", async () => {
  const { rows } = await readAll(
    'email,created_at\na@x.io,44197\nb@x.io,44197.5\nc@x.io,"45292,75"\nd@x.io,12345\ne@x.io,73051\n',
    { mapping: { email: "email", created_at: "created_at" } },
  );
  expect(rows.map(({ customer }) => customer?.created_at)).toEqual([
    "2021-01-01T00:00:00.000Z",
    "2021-01-01T12:00:00.000Z",
    "2024-01-01T18:00:00.000Z",
    undefined,
    undefined,
  ]);
});

it("an audience of Mailchimp has its fields in the shop's language", async () => {
  const { format, rows } = await readAll(
    "E-Mail-Adresse,Vorname,Nachname,Adresse,Telefonnummer,Geburtstag,MEMBER_RATING,OPTIN_TIME,LEID,EUID,TAGS\n" +
      "m@x.io,Mia,Koch,Weg 1  Hinterhaus  Berlin    10115  DE,030 1,04/05,2,2020-01-02 03:04:05,1,a,\n",
  );
  expect(format).toBe("mailchimp");
  expect(rows[0].customer).toMatchObject({
    first_name: "Mia",
    last_name: "Koch",
    phone: "030 1",
    addresses: [expect.objectContaining({ address_1: "Weg 1", country_code: "de" })],
  });
});
