import { loadSubdivisions, provinceCode } from "../values/province";
import { readAll, said } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
const problems = (rows: Awaited<ReturnType<typeof readAll>>["rows"]) =>
  rows.flatMap(({ line, errors }) => (errors ?? []).map(({ level, field }) => [line, level, field]));

describe("values", () => {
  it("come out of what spreadsheets and other exporters put around them", async () => {
    const { rows } = await readAll(
      lines("email,address_1_postal_code,address_1_city,last_name", `a@x.io,"=""02134""",'75,"\t=x"`),
    );
    expect(said(rows[0])).toEqual({
      email: "a@x.io",
      last_name: "=x",
      addresses: [{ postal_code: "02134", city: "75" }],
    });
  });

  it("of names keep an apostrophe that belongs to them, in files of any system", async () => {
    const { rows } = await readAll(lines("E,N,C", "a@x.io,'t Hooft,'s-Gravenhage"), {
      mapping: { E: "email", N: "last_name", C: "address_1_city" },
    });
    expect(rows[0].customer).toMatchObject({ last_name: "'t Hooft", addresses: [{ city: "'s-Gravenhage" }] });
  });

  const DATES = ["1/15/2024 10:30", "15/01/2024", '"Jan 15, 2024"', "1705312200", '"Mon, 15 Jan 2024 10:30:00 +0100"'];
  it.each<[string | undefined, (string | undefined)[]]>([
    [undefined, [undefined, undefined, "2024-01-15T00:00:00Z", "2024-01-15T09:50:00.000Z", "2024-01-15T10:30:00+0100"]],
    [
      "M/D/YYYY",
      [
        "2024-01-15T10:30:00Z",
        undefined,
        "2024-01-15T00:00:00Z",
        "2024-01-15T09:50:00.000Z",
        "2024-01-15T10:30:00+0100",
      ],
    ],
    [
      "DD/MM/YYYY",
      [
        undefined,
        "2024-01-15T00:00:00Z",
        "2024-01-15T00:00:00Z",
        "2024-01-15T09:50:00.000Z",
        "2024-01-15T10:30:00+0100",
      ],
    ],
  ])("of dates are read by %s", async (date_format, expected) => {
    const { rows } = await readAll(lines("email,Registered", ...DATES.map((date, n) => `${n}@x.io,${date}`)), {
      ...{ mapping: { email: "email", Registered: "created_at" }, date_format },
    });
    expect(rows.map(({ customer }) => customer?.created_at)).toEqual(expected);
    expect(rows.map(({ errors }) => errors?.[0].level)).toEqual(expected.map((one) => (one ? undefined : "warning")));
  });

  it.each([
    ["United States (US)", "us"],
    ["United Kingdom (UK)", "gb"],
    ["British Virgin Islands", "vg"],
    ["Iran, Islamic Republic of", "ir"],
    ["St. Lucia", "lc"],
    ["Deutschland", "de"],
    ["Allemagne", "de"],
    ["Países Bajos", "nl"],
    ["Zwitserland", "ch"],
    ["Stati Uniti", "us"],
    ["Coreia do Sul", "kr"],
    ["AN", "cw"],
    ["YU", "rs"],
    ["Palestinian Territories", "ps"],
  ])("of countries are known as people write them: %s", async (name, code) => {
    const { rows } = await readAll(`email;address_1_country_code\na@x.io;${name}\n`);
    expect(rows[0].customer?.addresses).toEqual([{ country_code: code }]);
  });

  it("of provinces become codes of ISO 3166-2, unless they are to stay", async () => {
    const file = lines(
      "E,C,P,L",
      "a@x.io,Rome,IL,US",
      "b@x.io,Rome,Illinois,us",
      "c@x.io,Rome,Moon,US",
      "d@x.io,X,Región de Murcia,es",
    );
    const mapping = { E: "email", C: "address_1_city", P: "address_1_province", L: "address_1_country_code" };
    const provinces = async (kept?: "as_given") =>
      (await readAll(file, { mapping, provinces: kept })).rows.map(({ customer }) => customer?.addresses?.[0].province);
    expect(await provinces()).toEqual(["us-il", "us-il", "Moon", "es-mc"]);
    expect(await provinces("as_given")).toEqual(["IL", "Illinois", "Moon", "Región de Murcia"]);
  });

  it("of an address without street, city and postal code are no address", async () => {
    const header =
      "customer_id,email,billing_first_name,billing_address_1,billing_state,billing_country,billing_phone,shipping_state,shipping_country";
    const { rows } = await readAll(
      lines(
        header,
        "11,ann@x.io,Ann,1 Main St,TX,US,,CA,US",
        "12,tim@x.io,Tim,,CA,US,,CA,US",
        "13,eve@x.io,Eve,,CA,US,+1 5,,",
      ),
    );
    expect(
      rows.map(({ customer }) => customer?.addresses?.map((one) => [one.is_default_billing, one.is_default_shipping])),
    ).toEqual([[[true, true]], [], []]);
    expect(problems(rows)).toEqual([[4, "warning", "address_1_address_1"]]);
  });
});

describe("a province whose name two provinces of its country have", () => {
  const lookUp = async (country: string, province: string) => provinceCode(await loadSubdivisions(), country, province);

  it.each([
    ["es", "La Rioja"],
    ["mz", "Maputo"],
    ["hu", "Veszprém"],
  ])("is not known: %s, %s", async (country, province) => {
    expect(await lookUp(country, province)).toMatchObject({
      reason: expect.stringMatching(`^has the name of several provinces of "${country}": ${country}-.+, ${country}-`),
    });
  });

  it.each([
    ["es", "LO", "es-lo"],
    ["es", "es-ri", "es-ri"],
    ["us", "New York", "us-ny"],
  ])("is known by its code: %s, %s", async (country, province, code) => {
    expect(await lookUp(country, province)).toBe(code);
  });

  it("stays as it is given, with a warning", async () => {
    const mapping = { E: "email", C: "address_1_city", P: "address_1_province", L: "address_1_country_code" };
    const { rows } = await readAll(lines("E,C,P,L", "a@x.io,Haro,La Rioja,ES"), { mapping });
    expect(rows[0].customer?.addresses).toMatchObject([{ city: "Haro", province: "La Rioja", country_code: "es" }]);
    expect(rows[0].errors).toMatchObject([{ level: "warning", field: "address_1_province" }]);
    const strict = await readAll(lines("E,C,P,L", "a@x.io,Haro,La Rioja,ES"), { mapping, strict: true });
    expect(strict.rows[0]).toMatchObject({ errors: [{ level: "error", field: "address_1_province" }] });
  });
});

describe("an encoding", () => {
  it.each([
    ["macintosh", Buffer.from("email,first_name\nandre@x.io,Andr\x8e\n", "latin1"), "André"],
    ["windows-1250", Buffer.from("email,first_name\nlukasz@x.io,\xa3ukasz\n", "latin1"), "Łukasz"],
    ["windows-1252", Buffer.from("email,first_name\nzoe@x.io,Zo\xeb\n", "latin1"), "Zoë"],
    [
      "shift_jis",
      Buffer.concat([Buffer.from("email,first_name\ny@x.io,"), Buffer.from([0x8e, 0x52, 0x93, 0x63, 10])]),
      "山田",
    ],
  ])("%s is read when it is given, and is named when it is not", async (encoding, bytes, name) => {
    const { rows } = await readAll(bytes, { encoding });
    expect(rows[0].customer?.first_name).toBe(name);
    await expect(readAll(bytes)).rejects.toThrow(`Line 2: `);
    await expect(readAll(bytes)).rejects.toThrow(`likely "encoding": "${encoding}"`);
  });
});
