import { isUnknownHeader } from "../suggest-mapping";
import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

async function unknown(header: string) {
  const error: unknown = await readAll(lines(header, "1")).catch((thrown: unknown) => thrown);
  if (!isUnknownHeader(error)) {
    throw new Error("The header is known.");
  }
  return { message: error.message, mapping: error.suggested_mapping };
}

const suggested = async (header: string) => (await unknown(header)).mapping;

describe("the number of something else than a house", () => {
  it.each([
    ["Rechnungs-Nr.", "Mail;Rechnung Straße;Rechnungs-Nr.;Ort"],
    ["Invoice number", "Mail;Invoice street;Invoice number;Town"],
    ["Factuur nr", "Mail;Straat;Factuur nr;Plaats"],
    ["Delivery number", "Mail;Delivery street;Delivery number;Town"],
    ["Billing Extension", "Mail;Billing street;Billing Extension;Town"],
    ["Billing address no", "Mail;Billing address street;Billing address no;Town"],
  ])("is no part of the street: %s", async (column, header) => {
    expect(await suggested(header)).not.toHaveProperty([column]);
  });

  it("is no reason to refuse a file of ours", async () => {
    const { format, warnings } = await readAll(lines("email,address_1_address_1,Invoice number", "a@x.io,1 Elm,77"));
    expect([format, warnings.map(({ field }) => field)]).toEqual(["own", ["Invoice number"]]);
  });

  it("is that of the house behind a word for an address", async () => {
    expect(await suggested("Mail;Billing address street;Billing address number;Town")).toMatchObject({
      "Billing address street": "address_1_address_1",
      "Billing address number": "address_1_address_1",
    });
  });
});

describe("a sign for no value", () => {
  it("is none as a part of a value", async () => {
    const header = "Klantnr;Mail;Voornaam;Tussenvoegsel;Achternaam;Straat;Huisnummer;Toevoeging;Plaats";
    const mapping = await suggested(header);
    const rows = ["4;a@x.io;Piet;-;Boer;Singel;12;-;Breda", "5;b@x.io;Piet;de;Boer;Singel;12;III;Breda"];
    const read = await readAll(lines(header, ...rows, "6;c@x.io;Piet;-;-;Singel;n/a;NULL;Breda"), { mapping });
    expect(read.rows.map(({ customer }) => [customer?.last_name ?? null, customer?.addresses?.[0].address_1])).toEqual([
      ["Boer", "Singel 12"],
      ["de Boer", "Singel 12 III"],
      [null, "Singel"],
    ]);
  });

  it("makes room for the column that counts in its place", async () => {
    const header = "id_address,id_customer,address1,city,phone,phone_mobile,dni,other";
    const { format, rows } = await readAll(
      lines(header, "1,7,Elm 1,Rome,-,+46701,,", "2,8,Elm 1,Rome,+39061,+46701,,", "3,9,Elm 1,Rome,-,-,,"),
    );
    expect([format, rows.map(({ customer }) => customer?.addresses?.[0].phone)]).toEqual([
      "prestashop",
      ["+46701", "+39061", undefined],
    ]);
  });
});

describe("a whole name beside one half of it", () => {
  it.each([
    ["Vorname;Name;Mail", { Vorname: "first_name", Name: "last_name" }],
    ["Name;Nachname;Mail", { Name: "first_name", Nachname: "last_name" }],
    ["Voornaam;Naam;Mail", { Voornaam: "first_name", Naam: "last_name" }],
    ["Vorname;Kundenname;Mail", { Vorname: "first_name", Kundenname: "last_name" }],
    ["Rechnung Vorname;Rechnung Name;Mail", { "Rechnung Vorname": "first", "Rechnung Name": "last" }],
    ["Liefer Vorname;Liefer Name;Mail", { "Liefer Vorname": "first", "Liefer Name": "last" }],
  ])("is the other half: %s", async (header, halves) => {
    const number = header.startsWith("Liefer") ? 2 : 1;
    const targets = Object.entries(halves).map(([column, half]) => [
      column,
      half.endsWith("_name") ? half : `address_${number}_${half}_name`,
    ]);
    expect(await suggested(header)).toEqual({ ...Object.fromEntries(targets), Mail: "email" });
  });

  it.each([
    ["Full name,First name,Mail", { "Full name": "name" }],
    ["Nom complet;Nom;Mail", { "Nom complet": "name" }],
    ["Cliente;Nombre;Mail", { Nombre: "name" }],
    ["Nome;Cliente;Mail", { Nome: "name" }],
    ["Billing full name,Billing first name,Mail", { "Billing full name": "address_1_name" }],
  ])("is the whole name, and the half is left out: %s", async (header, name) => {
    expect(await suggested(header)).toEqual({ ...name, Mail: "email" });
  });

  it.each([
    ["First Name,Display Name,Mail", { "First Name": "first_name" }],
    ["Klant;Voornaam;Mail", { Voornaam: "first_name" }],
    ["Ansprechpartner;Nachname;Mail", { Nachname: "last_name" }],
    ["Customer name,First name,Mail", { "First name": "first_name" }],
  ])("may be a number or a company, and is left out: %s", async (header, half) => {
    expect(await suggested(header)).toEqual({ ...half, Mail: "email" });
  });

  it("is left out beside both", async () => {
    expect(await suggested("Cliente;Nombre;Apellidos;Mail")).toEqual({
      ...{ Nombre: "first_name", Apellidos: "last_name", Mail: "email" },
    });
  });

  it("stores no number as a name", async () => {
    const header = "Cliente;Nombre;Email";
    const { rows } = await readAll(lines(header, "1042;Luz Mora;l@x.io"), { mapping: await suggested(header) });
    expect(rows[0].customer).toEqual({ email: "l@x.io", first_name: "Luz", last_name: "Mora" });
  });
});

it("the French État may be a status", async () => {
  expect(await suggested("Mail;État;Ville")).toEqual({ Mail: "email", Ville: "address_1_city" });
});

describe("the column ID", () => {
  it("has the customer's number beside a company", async () => {
    expect(await suggested("ID;Firma;Straße;PLZ;Ort")).toMatchObject({ ID: "external_id", Firma: "company_name" });
  });

  it("may have it in a list of addresses, and the answer says so", async () => {
    const { mapping, message } = await unknown("ID;Vorname;Nachname;Straße;PLZ;Ort");
    expect(mapping).not.toHaveProperty("ID");
    expect(message).toContain(`If the column "ID" has the customer's number, map it to external_id`);
  });
});

describe("our own columns beside others", () => {
  const own = "email,first_name,last_name,address_1_address_1,address_1_city";

  it.each(["Middle name", "Tussenvoegsel", "Unit", "Suite", "Apartment", "Piso", "Billing name"])(
    "are read, with a warning for what may be a part of something: %s",
    async (column) => {
      const { format, warnings } = await readAll(lines(`${own},${column}`, "a@x.io,A,B,1 Elm,Rome,x"));
      expect([format, warnings.map(({ field }) => field)]).toEqual(["own", [column]]);
    },
  );

  it.each(["Hausnummer", "Adresszusatz", "Phone"])("are refused where one means a field: %s", async (column) => {
    expect(await suggested(`${own},${column}`)).toHaveProperty(column);
  });
});
