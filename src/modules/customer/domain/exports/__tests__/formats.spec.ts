import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parseGroups, removeFormulaGuard } from "../../csv/own-format";
import {
  ADDRESS_FIELDS,
  CUSTOMER_COLUMNS,
  EXPORT_COLUMNS,
  type ExportedCustomer,
  type ExportShape,
  type ExportValue,
} from "../columns";
import { csvCell, csvHeader, csvLine } from "../csv";
import { jsonLine } from "../json-lines";

const CELLS = parse as (text: string) => string[][];

const awkward = fc.array(fc.constantFrom(...`=+-@＝＠\t\r\n,"'|\\ ;aé😀0`.split(""), "''=", "'+31", "\r\n"));
// What PostgreSQL can store: no NUL, no half of a surrogate pair.
const text = fc
  .oneof(
    awkward.map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  )
  .map((value) => value.replaceAll("\u0000", "").toWellFormed());
const cell = fc.option(text);
const json = fc.option(fc.dictionary(text, fc.jsonValue()).map((value) => JSON.stringify(value)));

const isMark = (name: string) => /^(has|is)_/.test(name);

/** One value for each name, as PostgreSQL writes it. */
const valuesOf = (names: readonly string[]): fc.Arbitrary<ExportValue[]> =>
  fc.tuple(...names.map((name) => (name === "metadata" ? json : isMark(name) ? fc.boolean().map(String) : cell)));

const customers = fc.array(
  fc.record({
    values: valuesOf(CUSTOMER_COLUMNS),
    groups: fc.uniqueArray(text.filter((name) => name !== "")),
    addresses: fc.array(valuesOf(ADDRESS_FIELDS), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
);

function shapeOf(given: ExportedCustomer[]): ExportShape {
  return { columns: EXPORT_COLUMNS, addresses: Math.max(...given.map(({ addresses }) => addresses.length)) };
}

/** What a reader of JSON makes of the values. */
const parsed = (names: readonly string[], values: readonly ExportValue[]) =>
  Object.fromEntries(
    names.map((name, index) => {
      const value = values[index];
      return [name, value !== null && (name === "metadata" || isMark(name)) ? JSON.parse(value) : value];
    }),
  );

describe("a CSV of customers", () => {
  it("is read by any CSV reader as what was written, whatever the texts are", () => {
    fc.assert(
      fc.property(customers, (given) => {
        const shape = shapeOf(given);
        const [header, ...rows] = CELLS(csvHeader(shape) + given.map((one) => csvLine(one, shape)).join(""));

        expect(rows).toHaveLength(given.length);
        for (const [index, { values, groups, addresses }] of given.entries()) {
          const read = Object.fromEntries(header.map((name, place) => [name, removeFormulaGuard(rows[index][place])]));
          for (const [place, column] of CUSTOMER_COLUMNS.entries()) {
            expect([column, read[column]]).toEqual([column, values[place] ?? ""]);
          }
          expect(parseGroups(read.groups)).toEqual(groups);
          for (let number = 1; number <= shape.addresses; number++) {
            for (const [place, field] of ADDRESS_FIELDS.entries()) {
              expect(read[`address_${number}_${field}`]).toBe(addresses[number - 1]?.[place] ?? "");
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("puts an apostrophe before what a spreadsheet would run, and one more before what looks like such a cell", () => {
    const cells = {
      "=1+1": "'=1+1",
      "+31 6 1234": "'+31 6 1234",
      "-1": "'-1",
      "@SUM(A1)": "'@SUM(A1)",
      "\t=1": `"'\t=1"`,
      "\r=1": `"'\r=1"`,
      "\n=1": `"'\n=1"`,
      "＝1": "'＝1",
      "'=1": "''=1",
      "''=1": "'''=1",
      "'quoted'": "'quoted'",
      "1=1": "1=1",
      '=HYPERLINK("x")': `"'=HYPERLINK(""x"")"`,
    };
    for (const [value, written] of Object.entries(cells)) {
      expect([value, csvCell(value)]).toEqual([value, written]);
    }
  });

  it("never begins a cell with a sign that a spreadsheet would run", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(csvCell(value)).not.toMatch(/^"?[=+\-@\t\r\n＝＋－＠]/);
      }),
      { numRuns: 2_000 },
    );
  });

  it("quotes cells with commas, semicolons, tabs, quotes, line ends and white space at an end, and no others", () => {
    expect(["a,b", "a;b", "a\tb", 'say "a"', "a\nb", "a\rb", " a", "a "].map(csvCell)).toEqual([
      '"a,b"',
      '"a;b"',
      '"a\tb"',
      '"say ""a"""',
      '"a\nb"',
      '"a\rb"',
      '" a"',
      '"a "',
    ]);
    expect(["it's", "a b", null, "", "true"].map(csvCell)).toEqual(["it's", "a b", "", "", "true"]);
  });

  it("has a line for a customer of whom nothing that was asked for is known", () => {
    const shape = { columns: ["phone"], addresses: 0 };
    const line = csvLine({ values: [null], groups: [], addresses: [] }, shape);

    expect(CELLS(csvHeader(shape) + line)).toEqual([["phone"], [""]]);
    expect(line).toBe('""\n');
  });
});

describe("JSON Lines of customers", () => {
  it("are read by any JSON reader as what was written, empty text and null apart", () => {
    fc.assert(
      fc.property(customers, (given) => {
        const lines = given.map((one) => jsonLine(one, shapeOf(given)));
        for (const [index, { values, groups, addresses }] of given.entries()) {
          expect(lines[index].endsWith("\n")).toBe(true);
          expect(lines[index].slice(0, -1)).not.toContain("\n");
          expect(JSON.parse(lines[index])).toEqual({
            ...parsed(CUSTOMER_COLUMNS, values),
            groups,
            addresses: addresses.map((address) => parsed(ADDRESS_FIELDS, address)),
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keep the digits of large numbers in metadata", () => {
    const shape = { columns: ["metadata"], addresses: 0 };
    const metadata = '{"n": 12345678901234567890.123}';

    expect(jsonLine({ values: [metadata], groups: [], addresses: [] }, shape)).toBe(`{"metadata":${metadata}}\n`);
  });
});
