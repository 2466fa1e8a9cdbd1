import { isUnknownHeader } from "../suggest-mapping";
import { readAll, refused } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

async function unknown(header: string) {
  const error: unknown = await readAll(lines(header, "1")).catch((thrown: unknown) => thrown);
  if (!isUnknownHeader(error)) {
    throw new Error("The header is known.");
  }
  return { message: error.message, mapping: error.suggested_mapping };
}

async function readAsSuggested(header: string, row: string) {
  const { rows } = await readAll(lines(header, row), { mapping: (await unknown(header)).mapping });
  return rows[0].customer;
}

describe("a part of a name in a column of its own", () => {
  it.each([
    [
      "Klantnr;Voornaam;Tussenvoegsel;Achternaam;E-mail",
      "4;Piet;de;Boer;p@x.io",
      { first_name: "Piet", last_name: "de Boer" },
    ],
    [
      "Klantnr;Voornaam;Achternaam;Tussenvoegsel;E-mail",
      "4;Piet;Boer;de;p@x.io",
      { first_name: "Piet de", last_name: "Boer" },
    ],
    [
      "Codigo;Nombre;Primer apellido;Segundo apellido;Correo",
      "4;Luz;Mora;Paz;p@x.io",
      { first_name: "Luz", last_name: "Mora Paz" },
    ],
    [
      "Client no.,First name,Middle name,Surname,E-mail",
      "4,Kim,Bo,Hale,p@x.io",
      { first_name: "Kim Bo", last_name: "Hale" },
    ],
  ])("is suggested as a part of it: %s", async (header, row, names) => {
    expect(await readAsSuggested(header, row)).toEqual({ external_id: "4", email: "p@x.io", ...names });
  });

  it("is of no use without the rest, or in the wrong order", async () => {
    expect((await unknown("Client no.,Middle name,Tussenvoegsel,Hausnummer,E-mail")).mapping).toEqual({
      "Client no.": "external_id",
      "E-mail": "email",
    });
    expect((await unknown("Middle name,First name,Surname,E-mail")).mapping).toEqual({
      "First name": "first_name",
      Surname: "last_name",
      "E-mail": "email",
    });
  });

  it("is named where a known format does not have it", async () => {
    const header = "Customer ID,First Name,Middle Name,Last Name,Email,Accepts Email Marketing,Default Address City";
    const row = "9,Ada,Rose,Hill,a@x.io,no,Rome";
    const { warnings } = await readAll(lines(header, row));
    expect(warnings.map(({ field, reason }) => [field, reason.includes('{"Middle Name":"first_name"}')])).toEqual([
      ["Middle Name", true],
    ]);
    const { rows } = await readAll(lines(header, row), {
      mapping: { "Middle Name": "first_name" },
      extend_format: true,
    });
    expect(rows[0].customer).toMatchObject({ first_name: "Ada Rose", last_name: "Hill", external_id: "9" });
  });
});

it("a house number may have an addition", async () => {
  const header = "Klantnr;E-mail;Straat;Huisnummer;Toevoeging;Plaats";
  const customer = await readAsSuggested(header, "4;p@x.io;Singel;12;III;Breda");
  expect(customer?.addresses).toMatchObject([{ address_1: "Singel 12 III", city: "Breda" }]);
});

it("a whole name of a person at an address is that of the address", async () => {
  const header = "Customer no.,E-mail,Name,Billing person name,Billing street,Shipping name,Shipping street";
  const customer = await readAsSuggested(header, "4,p@x.io,Kim Hale,Kim Hale,1 Elm,Bo Hale,2 Elm");
  expect(customer?.addresses).toMatchObject([
    { first_name: "Kim", last_name: "Hale", address_1: "1 Elm" },
    { first_name: "Bo", last_name: "Hale", address_1: "2 Elm" },
  ]);
  const halves = await unknown("Customer no.,E-mail,Billing name,Billing first name,Billing street");
  expect(halves.mapping).toMatchObject({
    "Billing name": "address_1_last_name",
    "Billing first name": "address_1_first_name",
  });
});

it.each([
  ["customers_id", "external_id"],
  ["customers_email_address", "email"],
  ["customers_firstname", "first_name"],
  ["Customer Phone", "phone"],
  ["entry_postcode", "address_1_postal_code"],
  ["Addressbilling_City", "address_1_city"],
  ["Mailing Zip/Postal Code", "address_1_postal_code"],
  ["Land/regio", "address_1_country_code"],
  ["Nº cliente", "external_id"],
  ["C.P.", "address_1_postal_code"],
  ["External ID", "external_id"],
  ["Registrazione", "created_at"],
  ["Bundesland/Provinz", "address_1_province"],
  ["E-mail 1 - Value", "email"],
  ["E-mail du client *", "email"],
  ["Phone (Mobile)", "phone"],
  ["ID adresse", "address_1_id"],
  ["Kd.-Nr.", "external_id"],
  ["Réf. client", "external_id"],
  ["USt-IdNr.", "metadata.tax_id"],
  ["Numéro de TVA", "metadata.tax_id"],
  ["Land (ISO)", "address_1_country_code"],
  ["Localité", "address_1_city"],
  ["UF", "address_1_province"],
  ["Tél. portable", "phone"],
  ["1er apellido", "last_name"],
  ["F. alta", "created_at"],
  ["Data reg.", "created_at"],
  ["Straße 2", "address_1_address_2"],
  ["Adresse (suite)", "address_1_address_2"],
  ["Alias *", "address_1_address_name"],
])("the meaning of a name of other systems is known: %s", async (column, target) => {
  expect((await unknown(`Shoes,${column},Hats,Gloves`)).mapping).toEqual({ [column]: target });
});

describe("what names no customer is suggested as no key", () => {
  it("the id of an address, in a list of addresses", async () => {
    const { mapping, message } = await unknown("ID;First name;Last name;Address;Zip/Postal code;City;Country");
    expect(Object.values(mapping)).not.toContain("external_id");
    expect(message).toMatch(/None of its columns names the customer of a row/);
    expect((await unknown("ID;First name;Last name;Address;City;Phone")).mapping.ID).toBe("external_id");
  });

  it("the number of an order, in a column Name", async () => {
    const order = "Name,Email,Financial Status,Paid at,Lineitem name,Billing Name,Billing City";
    expect((await unknown(order)).mapping).toEqual({
      Email: "email",
      "Billing Name": "name",
      "Billing City": "address_1_city",
    });
  });
});

it("the id of an address is suggested with a column of that address only", async () => {
  expect((await unknown("cust no;telephone;email;address_id")).mapping).not.toHaveProperty("address_id");
  expect((await unknown("cust no;email;address_id;street")).mapping).toMatchObject({ address_id: "address_1_id" });
});

it("the email of the customer comes before that of the bill", async () => {
  expect((await unknown("Billing Email,Customer Email,Hats,Gloves")).mapping).toEqual({ "Customer Email": "email" });
  expect((await unknown("Billing Email,Hats,Gloves")).mapping).toEqual({ "Billing Email": "email" });
});

it("a phone is in one column", async () => {
  const mapping = { A: "email", B: "last_name", C: "last_name", D: "phone", E: "phone" };
  expect(await refused(lines("A,B,C,D,E", "a@x.io,x,y,1,2"), { mapping })).toMatch(/several columns to "phone"/);
});
