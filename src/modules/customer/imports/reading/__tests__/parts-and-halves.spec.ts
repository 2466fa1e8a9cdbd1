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
