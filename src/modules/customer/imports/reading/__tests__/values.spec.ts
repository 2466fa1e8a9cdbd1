import { CellError } from "../values/cell-error";
import { readCountry } from "../values/country";
import { readMetadata } from "../values/metadata";
import { readBoolean } from "../values/read-boolean";
import { readTimestamp } from "../values/timestamp";

const reasonOf = (value: unknown): string => (value instanceof CellError ? value.reason : `taken: ${value}`);

describe("a country of a file", () => {
  it.each([
    ["NL", "nl"],
    ["nl", "nl"],
    [" us ", "us"],
    ["USA", "us"],
    ["NLD", "nl"],
    ["uk", "gb"],
    ["XK", "xk"],
    ["United States", "us"],
    ["united states of america", "us"],
    ["The Netherlands", "nl"],
    ["Holland", "nl"],
    ["Cote d'Ivoire", "ci"],
    ["Côte d’Ivoire", "ci"],
    ["Türkiye", "tr"],
    ["Turkey", "tr"],
    ["Bosnia & Herzegovina", "ba"],
    ["Trinidad and Tobago", "tt"],
    ["Hong Kong SAR", "hk"],
    ["Czechia", "cz"],
    ["Curacao", "cw"],
    ["Korea, Republic of", "kr"],
    ["Gambia, The", "gm"],
    ["England", "gb"],
    ["Congo-Kinshasa", "cd"],
    ["Congo (CD)", "cd"],
    ["Congo (COG)", "cg"],
    ["Korea (North) (KP)", "kp"],
    ["Somewhere (UK)", "gb"],
    ["Polska", "pl"],
    ["Sverige", "se"],
    ["日本", "jp"],
    ["Ελλάδα", "gr"],
    ["Netherlands Antilles", "cw"],
    ["Canary Islands", "es"],
    ["Korea (South)", "kr"],
    ["United States (US) Minor Outlying Islands", "um"],
    ["Bolivia, Plurinational State of", "bo"],
    ["IC", "es"],
  ])("%s is %s", (cell, code) => {
    expect(readCountry(cell)).toBe(code);
    // Looked up once more, it comes from what was found before.
    expect(readCountry(cell)).toBe(code);
  });

  it.each(["Atlantis", "zz", "Congo", "Congo (ZZ)", "EU", "1", "constructor", "__proto__"])(
    "%s is none, or not one",
    (cell) => {
      expect(reasonOf(readCountry(cell))).toMatch(/^does not know the country "/);
    },
  );

  it("is named in the reason, but not at any length", () => {
    expect(reasonOf(readCountry(`${"long ".repeat(50)}`)).length).toBeLessThan(160);
  });
});

describe("a time of a file", () => {
  it.each([
    ["2026-01-31", "2026-01-31T00:00:00Z"],
    ["2026-01-31T12:30Z", "2026-01-31T12:30Z"],
    ["2026-01-31T12:30:59.123456Z", "2026-01-31T12:30:59.123456Z"],
    ["2026-01-31T12:30:00+01:00", "2026-01-31T12:30:00+01:00"],
    ["2026-01-31T12:30:00-0530", "2026-01-31T12:30:00-0530"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
    ["2000-02-29", "2000-02-29T00:00:00Z"],
    ["2026/01/31", "2026-01-31T00:00:00Z"],
    ["2026.1.5", "2026-01-05T00:00:00Z"],
    ["2026/1/5 9:07", "2026-01-05T09:07:00Z"],
    ["2026-01-31 01:30:00 PM", "2026-01-31T13:30:00Z"],
    ["20260131", "2026-01-31T00:00:00Z"],
    ["15th Aug 2016", "2016-08-15T00:00:00Z"],
    ["January 5th, 2024 3:04pm", "2024-01-05T15:04:00Z"],
    ["Tue Jan 30 2024 10:00:00 GMT+0100 (CET)", "2024-01-30T10:00:00+0100"],
  ])("%s is %s", (cell, stored) => {
    expect(readTimestamp(cell)).toBe(stored);
  });

  it.each([
    ...["", "now", "31/01/2026", "2026/01-31", "20261331", "20260131T123000Z"],
    ...["2026-02-29", "1900-02-29", "2026-00-10", "2026-13-01", "2026-01-00", "2026-04-31", "0000-01-01"],
    ...["2026-01-31T24:00:00Z", "2026-01-31T23:60:00Z", "2026-01-31T23:59:60Z", "2026-01-31T12:00:00+16:00"],
    ...["2026-01-31T12:00:00+01:60", "2026-01-31T12:00:00.Z", "+002026-01-31"],
  ])("%s is none", (cell) => {
    expect(reasonOf(readTimestamp(cell))).toMatch(/is not a time\. Write it as 2026-01-31T12:30:00Z/);
  });

  it("of another system may leave out the T and the time zone, which is UTC then", () => {
    expect(readTimestamp("2020-05-01 10:20:30")).toBe("2020-05-01T10:20:30Z");
    expect(readTimestamp(" 2020-05-01 ")).toBe("2020-05-01T00:00:00Z");
    expect(readTimestamp("2020-05-01T10:20:30+02:00")).toBe("2020-05-01T10:20:30+02:00");
    expect(readTimestamp("0000-00-00 00:00:00")).toBeUndefined();
    expect(reasonOf(readTimestamp("1/5/2020"))).toMatch(/is not a time/);
    expect(reasonOf(readTimestamp("2020-02-30 10:00:00"))).toMatch(/is not a time/);
  });
});

describe("a yes or no of a file", () => {
  it("is written in words of seven languages", () => {
    expect(["ja", "Oui", "sí", "wahr", "y"].map(readBoolean)).toEqual([true, true, true, true, true]);
    expect(["nein", "non", "falso", "nee", "n"].map(readBoolean)).toEqual([false, false, false, false, false]);
  });

  it("is written in English as exports have it", () => {
    expect(["true", "YES", " 1 ", "false", "No", "0"].map(readBoolean)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(reasonOf(readBoolean("maybe"))).toBe('"maybe" is neither true (yes, 1) nor false (no, 0)');
  });
});

describe("metadata of a file", () => {
  it.each([
    '{"a":1}',
    '{"big": 12345678901234567890.123, "e": 1.50e10}',
    '{"text": "1e99999 [[[ \\" ]"}',
    '{"pair":"\\ud83d\\ude00"}',
    "{}",
    `{"digits":${"9".repeat(5_000)}}`,
    '{"__proto__":{"x":1}}',
  ])("%.40s stays as it is written", (cell) => {
    expect(readMetadata(cell)).toBe(cell);
  });

  it.each([
    ["gold", /^is not JSON/],
    ["[1]", /^is not a JSON object/],
    ["null", /^is not a JSON object/],
    ['"text"', /^is not a JSON object/],
    ['{"a":1', /^is not JSON/],
    ['{"a":"\\u0000"}', /^holds a character that cannot be stored/],
    ['{"a\\u0000":1}', /^holds a character that cannot be stored/],
    ['{"a":["\\ud800"]}', /^holds a character that cannot be stored/],
    ['{"a":1e99999}', /^holds a number/],
    [`{"a":${"9".repeat(20_000)}}`, /^holds a number/],
    [`{"a":${"[".repeat(101)}${"]".repeat(101)}}`, /^is nested deeper than 100 levels/],
    [`{"a":${"[".repeat(300_000)}${"]".repeat(300_000)}}`, /^is n/],
  ])("%.40s is refused", (cell, reason) => {
    expect(reasonOf(readMetadata(cell))).toMatch(reason);
  });
});
