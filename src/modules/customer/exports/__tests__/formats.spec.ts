import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parseGroups, removeFormulaGuard } from "../../imports/reading/formats/own-columns";
import { csvCell, csvHeader, csvWriter } from "../csv-format";
import {
  CUSTOMER_COLUMNS,
  EXPORT_COLUMNS,
  EXPORTED_ADDRESS_FIELDS,
  type ExportShape,
  type ExportValue,
  ownColumns,
} from "../export-columns";
import { jsonLine } from "../json-lines-format";
import { storedCustomer } from "./stored-record";

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
    addresses: fc.array(valuesOf(EXPORTED_ADDRESS_FIELDS), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
);

function shapeOf(given: { addresses: unknown[] }[], columns = EXPORT_COLUMNS): ExportShape {
  return { columns, addresses: Math.max(...given.map(({ addresses }) => addresses.length)) };
}

/** All columns, in the export's order or in any other. */
const columns = fc.oneof(
  fc.constant(EXPORT_COLUMNS),
  fc.shuffledSubarray([...EXPORT_COLUMNS], { minLength: EXPORT_COLUMNS.length }),
);

const inOrder = (values: readonly ExportValue[], asked: readonly string[]) =>
  ownColumns(asked).map((column) => values[CUSTOMER_COLUMNS.indexOf(column)]);

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
      fc.property(customers, columns, (given, asked) => {
        const shape = shapeOf(given, asked);
        const line = csvWriter(shape);
        const stored = given.map((one) => storedCustomer({ ...one, values: inOrder(one.values, asked) }));
        const [header, ...rows] = CELLS(csvHeader(shape) + stored.map(line).join(""));

        expect(rows).toHaveLength(given.length);
        for (const [index, { values, groups, addresses }] of given.entries()) {
          const read = Object.fromEntries(header.map((name, place) => [name, removeFormulaGuard(rows[index][place])]));
          for (const [place, column] of CUSTOMER_COLUMNS.entries()) {
            expect([column, read[column]]).toEqual([column, values[place] ?? ""]);
          }
          expect(parseGroups(read.groups)).toEqual(groups);
          for (let number = 1; number <= shape.addresses; number++) {
            for (const [place, field] of EXPORTED_ADDRESS_FIELDS.entries()) {
              expect(read[`address_${number}_${field}`]).toBe(addresses[number - 1]?.[place] ?? "");
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("puts an apostrophe before what a spreadsheet would run, and one more before what looks like such a cell", () => {
    const cells = {
      "=1+1": "'=1+1",
      "+31 6 1234": `"'+31 6 1234"`,
      "-1": "'-1",
      "@SUM(A1)": `"'@SUM(A1)"`,
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
      { numRuns: 600 },
    );
  });

  it("quotes cells with white space, commas, semicolons, quotes, parentheses and backslashes, empty text, and no others", () => {
    const cells = ["a,b", "a;b", "a\tb", 'say "a"', "a\nb", " a", "a\u00a0b", "(a", "a)", "a\\b", ""];
    expect(cells.map(csvCell)).toEqual(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`));
    expect(["it's", "aéb", null, "true", "a|b"].map(csvCell)).toEqual(["it's", "aéb", "", "true", "a|b"]);
  });

  it("has every cell as it would be if it were written by itself", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (values) => {
        const names = CUSTOMER_COLUMNS.slice(0, values.length);
        const line = csvWriter({ columns: names, addresses: 0 });

        expect(line(storedCustomer({ values, groups: [], addresses: [] }))).toBe(`${values.map(csvCell).join(",")}\n`);
      }),
      { numRuns: 600 },
    );
  });

  it("has a line for a customer whose chosen columns are all empty", () => {
    const shape = { columns: ["phone"], addresses: 0 };
    const line = csvWriter(shape)(storedCustomer({ values: [null], groups: [], addresses: [] }));

    expect(CELLS(csvHeader(shape) + line)).toEqual([["phone"], [""]]);
    expect(line).toBe('""\n');
  });
});

describe("JSON Lines of customers", () => {
  it("are read by any JSON reader as what was written, empty text and null apart", () => {
    fc.assert(
      fc.property(customers, (given) => {
        const lines = given.map((one) => jsonLine(storedCustomer(one), shapeOf(given)));
        for (const [index, { values, groups, addresses }] of given.entries()) {
          expect(lines[index].endsWith("\n")).toBe(true);
          expect(lines[index].slice(0, -1)).not.toContain("\n");
          expect(JSON.parse(lines[index])).toEqual({
            ...parsed(CUSTOMER_COLUMNS, values),
            groups,
            addresses: addresses.map((address) => parsed(EXPORTED_ADDRESS_FIELDS, address)),
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it("keep the digits of large numbers in metadata", () => {
    const shape = { columns: ["metadata"], addresses: 0 };
    const metadata = '{"n": 12345678901234567890.123}';

    const stored = storedCustomer({ values: [metadata], groups: [], addresses: [] });

    expect(jsonLine(stored, shape)).toBe(`{"metadata":${metadata}}\n`);
  });
});
