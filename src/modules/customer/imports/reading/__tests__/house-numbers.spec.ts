import { isUnknownHeader } from "../suggest-mapping";
import { readAll, refused } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

async function suggested(header: string): Promise<Record<string, string>> {
  const error: unknown = await readAll(`${header}\n1\n`).catch((thrown: unknown) => thrown);
  if (!isUnknownHeader(error)) {
    throw new Error("The header is known.");
  }
  return error.suggested_mapping;
}

describe("a house number in a column of its own", () => {
  it.each([
    ["Kunden-Nr;Mail;Straße;Hausnummer;Adresszusatz;PLZ;Ort", "7;a@x.io;Am Markt;3b;Hinterhaus;10115;Berlin"],
    ["Kunden-Nr;Mail;Adresszusatz;Straße;Hausnr.;PLZ;Ort", "7;a@x.io;Hinterhaus;Am Markt;3b;10115;Berlin"],
  ])("is suggested as a part of the street, and stands behind it: %s", async (header, row) => {
    const mapping = await suggested(header);
    const { rows, mapping: shown } = await readAll(lines(header, row), { mapping });
    expect(rows[0].customer?.addresses).toMatchObject([
      { address_1: "Am Markt 3b", address_2: "Hinterhaus", city: "Berlin", postal_code: "10115" },
    ]);
    expect(Object.values(shown).filter((target) => target === "address_1_address_1")).toHaveLength(2);
  });

  it("stands before the street where the file has it there", async () => {
    const header = "Client ID,E-mail,House number,Street,Town";
    const mapping = await suggested(header);
    const { rows } = await readAll(lines(header, "7,a@x.io,12,High St,Leeds", "8,b@x.io,,High St,Leeds"), { mapping });
    expect(rows.map(({ customer }) => customer?.addresses?.[0].address_1)).toEqual(["12 High St", "High St"]);
  });

  it("is of the address that its words name", async () => {
    expect(await suggested("Mail,Rechnung Straße,Rechnung Hausnummer,Liefer Straße,Liefer Hausnummer")).toEqual({
      Mail: "email",
      "Rechnung Straße": "address_1_address_1",
      "Rechnung Hausnummer": "address_1_address_1",
      "Liefer Straße": "address_2_address_1",
      "Liefer Hausnummer": "address_2_address_1",
    });
  });

  it("has a word for numbers of other things only beside an extension of the same address", async () => {
    const header = "E-mail,Billing Street,Billing Number,Billing Extension,Shipping Street,Shipping Number";
    expect(await suggested(header)).toEqual({
      "E-mail": "email",
      "Billing Street": "address_1_address_1",
      "Billing Number": "address_1_address_1",
      "Billing Extension": "address_1_address_1",
      "Shipping Street": "address_2_address_1",
    });
  });

  it.each(["Nr.", "Número", "Number", "Nº"])(
    "may be called %s directly behind the street, and nowhere else",
    async (name) => {
      expect(await suggested(`Mail;Street;${name};Town;Hats`)).toMatchObject({ [name]: "address_1_address_1" });
      expect(await suggested(`${name};Mail;Street;Town;Hats`)).not.toHaveProperty([name]);
      expect(await suggested(`Mail;${name};Town;Hats`)).not.toHaveProperty([name]);
    },
  );

  it("is not lost beside our own columns", async () => {
    expect(await suggested("email,address_1_address_1,address_1_city,Hausnummer")).toMatchObject({
      address_1_address_1: "address_1_address_1",
      Hausnummer: "address_1_address_1",
    });
  });
});

it("any other target takes one column", async () => {
  const mapping = { A: "email", B: "address_1_city", C: "address_1_city" };
  expect(await refused(lines("A,B,C", "a@x.io,x,y"), { mapping })).toMatch(/several columns to "address_1_city"/);
});
