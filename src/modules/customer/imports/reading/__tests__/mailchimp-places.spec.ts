import { readAll } from "./read-all";

const HEADER = "Email Address,Address,City,MEMBER_RATING,LEID";

async function read(cell: string, city = "") {
  const { rows } = await readAll(`${HEADER}\na@x.io,"${cell}",${city},2,9\n`);
  const { customer, errors = [] } = rows[0];
  const addresses = (customer?.addresses ?? []).map((one) => [
    ...[one.address_1, one.city, one.province, one.postal_code, one.country_code].map((value) => value ?? null),
  ]);
  return { addresses, errors: errors.map(({ level, field }) => [level, field]) };
}

describe("an address of Mailchimp with a country and little else", () => {
  it.each(["AT", "Deutschland", "TX  US", "  GB"])("is none: %s", async (cell) => {
    expect(await read(cell)).toEqual({ addresses: [], errors: [] });
  });

  it("has a name alone as its city, with a warning", async () => {
    expect(await read("Graz  AT")).toEqual({
      addresses: [[null, "Graz", null, null, "at"]],
      errors: [["warning", "address_1_city"]],
    });
  });

  it("has the name as its street where a column has the city", async () => {
    expect(await read("Am Anger  DE", "Erfurt")).toEqual({
      addresses: [["Am Anger", "Erfurt", null, null, "de"]],
      errors: [],
    });
  });

  it("has a postal code alone as such", async () => {
    expect((await read("73301  US")).addresses).toEqual([[null, null, null, "73301", "us"]]);
  });
});

describe("an address of Mailchimp with its postal code beside the city", () => {
  it.each([
    ["89073 Ulm  DE", [null, "Ulm", null, "89073", "de"]],
    ["Rathausplatz 2  A-8010 Graz  AT", ["Rathausplatz 2", "Graz", null, "A-8010", "at"]],
    ["Quai 9  69002 Lyon  FR", ["Quai 9", "Lyon", null, "69002", "fr"]],
    ["Quai 9    69002 Lyon      FR", ["Quai 9", "Lyon", null, "69002", "fr"]],
    ["Lange Weg 3  9712 HJ Groningen  NL", ["Lange Weg 3", "Groningen", null, "9712 HJ", "nl"]],
    ["Via Po 4  10124 Torino (TO)  IT", ["Via Po 4", "Torino", "it-to", "10124", "it"]],
    ["8 Park Row  Leeds LS1 5HD  GB", ["8 Park Row", "Leeds", null, "LS1 5HD", "gb"]],
    ["8 Oak St  Austin  TX 73301-0001  US", ["8 Oak St", "Austin", "us-tx", "73301-0001", "us"]],
    ["8 Oak St  Austin, TX 73301  US", ["8 Oak St", "Austin", "us-tx", "73301", "us"]],
    ["Perth WA 6000  AU", [null, "Perth", "au-wa", "6000", "au"]],
    ["Ulm  89073  DE", [null, "Ulm", null, "89073", "de"]],
  ])("has each in its field: %s", async (cell, address) => {
    expect((await read(cell)).addresses).toEqual([address]);
  });

  it.each([
    ["73301 Ocean Drive  US", ["73301 Ocean Drive", null, null, null, "us"]],
    ["Industriestrasse 1010  CH", ["Industriestrasse 1010", null, null, null, "ch"]],
    ["Am Ring 12  DE", ["Am Ring 12", null, null, null, "de"]],
  ])("is not seen in the number of a house: %s", async (cell, address) => {
    expect((await read(cell)).addresses).toEqual([address]);
  });
});
