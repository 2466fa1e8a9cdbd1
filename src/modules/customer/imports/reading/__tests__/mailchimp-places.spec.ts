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

describe("the number of a part of a house, of a box or of a road", () => {
  it.each([
    ["5 Oak Ave  Suite 12345  US", ["5 Oak Ave", null, null, "us"], "Suite 12345"],
    ["5 Oak Ave  Unit #  12345  US", ["5 Oak Ave", null, "12345", "us"], "Unit #"],
    ["12 Main St  PO Box 1234  NZ", ["12 Main St", null, null, "nz"], "PO Box 1234"],
    ["12 Main St  P.O. Box 12345  US", ["12 Main St", null, null, "us"], "P.O. Box 12345"],
    ["Weg 3  Postfach 1234  AT", ["Weg 3", null, null, "at"], "Postfach 1234"],
    ["Weg 3  Stiege 1021  AT", ["Weg 3", null, null, "at"], "Stiege 1021"],
    ["Calle 3  Apartado de correos 28080  ES", ["Calle 3", null, null, "es"], "Apartado de correos 28080"],
    ["12 Main St  Suite Alpha  US", ["12 Main St", null, null, "us"], "Suite Alpha"],
    ["Rue 1  Boîte postale 12345  FR", ["Rue 1", null, null, "fr"], "Boîte postale 12345"],
    ["PO Box 12345  US", ["PO Box 12345", null, null, "us"], undefined],
    ["Oak Ave Suite 12345  US", ["Oak Ave Suite 12345", null, null, "us"], undefined],
  ])("is no postal code: %s", async (cell, [address_1, city, postal_code, country_code], address_2) => {
    const { rows } = await readAll(`${HEADER}\na@x.io,"${cell}",,2,9\n`);
    const given = { address_1, city, postal_code, country_code, address_2 };
    expect(rows[0].customer?.addresses).toEqual([
      expect.objectContaining(Object.fromEntries(Object.entries(given).filter(([, value]) => value ?? false))),
    ]);
    expect(rows[0].customer?.addresses?.[0].postal_code ?? null).toBe(postal_code);
    expect(rows[0].customer?.addresses?.[0].city ?? null).toBe(city);
  });

  it.each([
    ["Route de Lyon 12345  FR", "Route de Lyon", "fr"],
    ["Highway 12345  US", "Highway", "us"],
  ])("is one with a warning where nothing else is in the cell: %s", async (cell, city, country) => {
    expect(await read(cell)).toEqual({
      addresses: [[null, city, null, "12345", country]],
      errors: [["warning", "address_1_city"]],
    });
  });

  it.each(["Flat Rock MI 48134  US", "Ste Genevieve MO 63670  US", "London SW1A 2AA  GB", "10115 Berlin  DE"])(
    "is not seen in a city with its code: %s",
    async (cell) => {
      const { addresses, errors } = await read(cell);
      expect([addresses[0][1], errors]).toEqual([expect.stringMatching(/^(Flat Rock|Ste Gen|London|Berlin)/), []]);
    },
  );

  it("leaves a city as such that is called like one", async () => {
    expect((await read("9 Elm St  Flat Rock  MI  48134  US")).addresses).toEqual([
      ["9 Elm St", "Flat Rock", "us-mi", "48134", "us"],
    ]);
  });
});

describe("columns beside an address of Mailchimp", () => {
  const header = "Email Address,Address,City,ZIP,Country,MEMBER_RATING,LEID";
  const address = async (row: string) => {
    const { rows } = await readAll(`${header}\na@x.io,${row},2,9\n`);
    return [rows[0].customer?.addresses?.[0], rows[0].errors?.map(({ field }) => field)];
  };

  it("are of its place where the column of the city is empty", async () => {
    expect(await address("Lindenweg  DE,,10115,")).toEqual([
      expect.objectContaining({ city: "Lindenweg", postal_code: "10115", country_code: "de" }),
      ["address_1_city"],
    ]);
    const [other] = await address('"Am Ring 2  Ulm    89073  DE",Bonn,53111,DE');
    expect(other).toMatchObject({ city: "Ulm", postal_code: "89073" });
  });

  it.each(["Georgia", "Monaco", "Singapore"])("a country that may be another place has a warning: %s", async (cell) => {
    expect(await address(`${cell},,,`)).toEqual([undefined, ["address_1_country_code"]]);
    expect((await address(`${cell},Atlanta,,`))[1]).toEqual(["address_1_country_code"]);
    const [kept, fields] = await address(`${cell},Atlanta,30301,US`);
    expect(kept).toMatchObject({ address_1: cell, city: "Atlanta", postal_code: "30301", country_code: "us" });
    expect(fields).toEqual(["address_1_address_1"]);
  });

  it("the code of such a country is no other place", async () => {
    expect(await address("SG,,,")).toEqual([undefined, undefined]);
  });
});
