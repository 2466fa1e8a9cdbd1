import { isUnknownHeader } from "../suggest-mapping";
import { readAll, said } from "./read-all";

/** Files as shops have them, which other importers have got wrong: see docs/imports.md. */
const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const problems = (rows: Awaited<ReturnType<typeof readAll>>["rows"]) =>
  rows.flatMap(({ line, errors }) => (errors ?? []).map(({ level, field }) => [line, level, field]));

/** What the answer to an unknown header holds. */
async function unknown(file: string) {
  const error: unknown = await readAll(file).catch((thrown: unknown) => thrown);
  if (!isUnknownHeader(error)) {
    throw new Error("The header is known.");
  }
  return { message: error.message, mapping: error.suggested_mapping };
}

const SHOPIFY =
  "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Tax Exempt,Tags";

describe("rows of a file", () => {
  it("may end before their last cells, which are empty then", async () => {
    const { rows } = await readAll(
      lines(SHOPIFY, "1,Jane,Doe,jane@x.io,yes,1 Main St,no,vip", "2,Bob,Ray,bob@x.io,no"),
    );
    expect(rows.map(({ customer }) => customer?.metadata)).toEqual(['{"tax_exempt":false,"tags":"vip"}', undefined]);
    expect(problems(rows)).toEqual([]);
  });

  it("may have empty cells too many; one that holds something is an error", async () => {
    const { rows } = await readAll(lines("email,first_name", "a@x.io,A,", "b@x.io,B,, ", "c@x.io,C,x"));
    expect(rows.map(said)).toEqual([
      { email: "a@x.io", first_name: "A" },
      { email: "b@x.io", first_name: "B" },
      [[null, expect.stringMatching(/^has 3 cells, the header has 2/)]],
    ]);
  });

  it("without a key go on with the customer before them where the system writes such rows", async () => {
    const header =
      "ID,Email,First Name,Address ID,Address Line 1,Address City,Address Zip,Address Is Default,Total Spent";
    const { format, rows, warnings } = await readAll(
      lines(header, "55,ina@x.io,Ina,1,1 Quay St,Oslo,0150,TRUE,10", ",,,2,2 Fjord Rd,Bergen,5003,FALSE,", ",,,,,,,,"),
    );
    expect([format, warnings]).toEqual(["matrixify", []]);
    expect(rows[1].customer).toMatchObject({
      ...{ external_id: "55", email: "ina@x.io" },
      addresses: [{ address_1: "2 Fjord Rd", slot: "matrixify:2", is_default_billing: false }],
    });
  });

  it("without a key behind a refused row are refused too, and name its line", async () => {
    const header = "ID,Email,Address Line 1,Address City,Address Zip,Address Is Default";
    const { rows } = await readAll(
      lines(
        header,
        "1,a@x.io,1 St,Oslo,1,TRUE",
        ",no email,2 St,Oslo,1,TRUE",
        ",,3 St,Oslo,1,FALSE",
        '5,"x"y,,,,',
        ",,4 St,Oslo,1,",
      ),
    );
    expect(rows[2].errors).toEqual([
      { level: "error", field: null, reason: expect.stringMatching(/line 3, which is refused/) },
    ]);
    expect(rows[4].errors).toEqual([
      { level: "error", field: null, reason: expect.stringMatching(/line 5, which is refused/) },
    ]);
  });
});

describe("a warning", () => {
  const FILE = lines(
    "email,phone,address_1_city,address_1_country_code,created_at",
    "a@x.io,3.16E+10,Rome,Atlantis,soon",
  );

  it("stores the row without the field, and says which", async () => {
    const { rows } = await readAll(FILE);
    expect(said(rows[0])).toEqual({ email: "a@x.io", addresses: [{ city: "Rome" }] });
    expect(problems(rows)).toEqual([
      [2, "warning", "phone"],
      [2, "warning", "address_1_country_code"],
      [2, "warning", "created_at"],
    ]);
  });

  it("is an error where the import is strict", async () => {
    const { rows } = await readAll(FILE, { strict: true });
    expect(rows[0].customer).toBeUndefined();
    expect(problems(rows).map(([, level]) => level)).toEqual(["error", "error", "error"]);
  });

  it("names each column that a known format does not know; strict refuses the file", async () => {
    const file = lines(`${SHOPIFY},Shoe size`, "1,J,D,j@x.io,no,1 St,no,,x");
    const { format, warnings } = await readAll(file);
    expect([format, warnings.map(({ line, field }) => [line, field])]).toEqual(["shopify", [[1, "Shoe size"]]]);
    await expect(readAll(file, { strict: true })).rejects.toThrow(/not known: "Shoe size"/);
  });

  it("says that a cell is UTF-8 read as Windows-1252, and takes no real name for that", async () => {
    const { rows } = await readAll(
      lines("email,first_name", "a@x.io,JosÃ©", "b@x.io,ÂngelaÃ", "c@x.io,MÃ¼ller", "d@x.io,Zoë"),
    );
    expect(problems(rows)).toEqual([
      [2, "warning", "first_name"],
      [4, "warning", "first_name"],
    ]);
  });
});

describe("a file of another kind", () => {
  it("with columns of a CRM is not taken for Shopify's, and a mapping is suggested", async () => {
    const header = "Email,First Name,Last Name,Mobile,Address1,Address2,City,State,Postcode,Country,Customer Group";
    expect(await unknown(lines(header, "ada@x.io,Ada,L,+61,1 St,,Sydney,NSW,2000,Australia,W"))).toEqual({
      message: expect.stringMatching(/^The header is not known/),
      mapping: {
        ...{ Email: "email", "First Name": "first_name", "Last Name": "last_name", Mobile: "phone" },
        ...{ Address1: "address_1_address_1", Address2: "address_1_address_2", City: "address_1_city" },
        ...{ State: "address_1_province", Postcode: "address_1_postal_code", Country: "address_1_country_code" },
        "Customer Group": "groups",
      },
    });
  });

  it.each([
    ["id,order_number,status,billing_email,order_total", /looks like a list of orders/],
    ["Name,Email,Financial Status,Fulfillment Status,Lineitem name", /looks like a list of orders/],
    ["Email,First Name,Lead Source,Company", /looks like a list of leads/],
    ["id,Description,Created (UTC),Amount,Amount Refunded,Currency,Captured,Email", /looks like a list of payments/],
    ["Given Name,Family Name,E-mail 1 - Value,Phone 1 - Value", /looks like contacts of Google/],
    ["Record ID,First Name,Email,Lifecycle Stage", /looks like contacts of HubSpot/],
  ])("is named for what it looks like: %s", async (header, message) => {
    const { message: given, mapping } = await unknown(lines(header, "1"));
    expect(given).toMatch(message);
    expect(Object.values(mapping)).not.toContain("external_id");
  });

  it.each([
    ["German", "Name,Anmeldedatum,E-Mail,Land / Region,Stadt,Region,Postleitzahl,Kundengruppe,Kundennummer"],
    ["French", "Nom complet,Date d'inscription,Adresse e-mail,Pays,Ville,Région,Code postal,Groupe,N° client"],
    [
      "Spanish",
      "Nombre completo,Fecha de registro,Correo electrónico,País,Ciudad,Provincia,Código postal,Grupo,Número de cliente",
    ],
    ["Dutch", "Volledige naam,Registratiedatum,E-mailadres,Land,Plaats,Provincie,Postcode,Klantgroep,Klantnummer"],
    ["Italian", "Nome completo,Data di registrazione,Indirizzo e-mail,Paese,Città,Provincia,CAP,Gruppo,Codice cliente"],
    ["Portuguese", "Nome completo,Data de cadastro,Endereço de e-mail,País,Cidade,Estado,CEP,Grupo,Código do cliente"],
  ])("has its columns suggested in %s", async (_, header) => {
    const { mapping } = await unknown(lines(header, "x"));
    expect(Object.values(mapping).slice(0, 8)).toEqual([
      ...["name", "created_at", "email", "address_1_country_code", "address_1_city", "address_1_province"],
      ...["address_1_postal_code", "groups"],
    ]);
  });

  it.each([
    ["Vorname;Name;E-Mail", ["first_name", "last_name", "email"]],
    ["Voornaam,Naam,E-mail", ["first_name", "last_name", "email"]],
    ["Name,Nachname,E-Mail", ["first_name", "last_name", "email"]],
    ["Vorname,Nachname,Name,E-Mail", ["first_name", "last_name", "email"]],
    ["Name,E-Mail", ["name", "email"]],
  ])("has a name beside the other half of it suggested as what is missing: %s", async (header, targets) => {
    expect(Object.values((await unknown(lines(header, "x"))).mapping)).toEqual(targets);
  });

  it("takes constants and separators beside its mapping", async () => {
    const { rows } = await readAll(lines("Mail,Street,Kind", "a@x.io,1 St,gold;silver", "b@x.io,,"), {
      mapping: { Mail: "email", Street: "address_1_address_1", Kind: "groups" },
      constants: { address_1_is_default_shipping: "true", groups: "Everybody", "metadata.source": "crm" },
      groups_separator: ";",
    });
    expect(rows.map(said)).toEqual([
      {
        ...{ email: "a@x.io", groups: ["gold", "silver", "Everybody"], metadata: '{"source":"crm"}' },
        addresses: [expect.objectContaining({ address_1: "1 St", is_default_shipping: true })],
      },
      { email: "b@x.io", groups: ["Everybody"], metadata: '{"source":"crm"}' },
    ]);
    for (const key of ["id", "external_id", "email"]) {
      await expect(readAll("email,external_id\na@x.io,\n", { constants: { [key]: "not an email" } })).rejects.toThrow(
        `The constants have ${key}, and one value cannot name the customer of every row.`,
      );
    }
    await expect(readAll("email\na@x.io\n", { constants: { has_account: "perhaps" } })).rejects.toThrow(
      /"has_account"/,
    );
  });
});

describe("columns", () => {
  it("that only sound like secrets are taken; a real one is left out with a warning, and refused by a mapping", async () => {
    const pass = await readAll(lines("email,Season Pass", "a@x.io,2026"), {
      mapping: { email: "email", "Season Pass": "metadata.season_pass" },
    });
    expect(said(pass.rows[0])).toEqual({ email: "a@x.io", metadata: '{"season_pass":"2026"}' });

    const header = "customer_id,user_email,default_password_nag,user_pass,billing_address_1,billing_country";
    const woo = await readAll(lines(header, "1,a@x.io,1,$P$x,Main 1,NL"));
    expect([woo.format, woo.warnings.map(({ field }) => field)]).toEqual(["woocommerce", ["user_pass"]]);
    await expect(readAll(lines(header), { mapping: { user_email: "email", user_pass: "metadata.p" } })).rejects.toThrow(
      /Passwords/,
    );
    const left = await readAll(lines(header, "1,a@x.io"), { mapping: { user_email: "email" } });
    expect(said(left.rows[0])).toEqual({ email: "a@x.io" });
  });

  it("of one name matter only where one of them is read", async () => {
    const file = lines("E-mail,Name,Notes,Notes", "ada@x.io,Ada Lovelace,x,y");
    const { rows } = await readAll(file, { mapping: { "E-mail": "email", Name: "name" } });
    expect(said(rows[0])).toEqual({ email: "ada@x.io", first_name: "Ada", last_name: "Lovelace" });
    await expect(readAll(file, { mapping: { "E-mail": "email", Notes: "metadata.n" } })).rejects.toThrow(
      /^Columns 3 and 4/,
    );
  });
});

describe("keys", () => {
  it("of two systems are kept apart by a prefix", async () => {
    const { rows } = await readAll(lines("external_id,email", "7,a@x.io", ",b@x.io"), { external_id_prefix: "erp-" });
    expect(rows.map(said)).toEqual([{ external_id: "erp-7", email: "a@x.io" }, { email: "b@x.io" }]);
  });

  it.each(["7.02E+12", "3,16123E+10", "1E+5"])("that a spreadsheet rounded are errors: %s", async (key) => {
    const { rows } = await readAll(`external_id;email\n${key};a@x.io\n`, { delimiter: ";" });
    expect(problems(rows)).toEqual([[2, "error", "external_id"]]);
  });
});
