import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { IMPORT_DELIMITERS, type ImportDelimiter } from "../../types";
import { parseCells } from "../parse-cells";
import { type FileRecord, MAX_RECORD_LENGTH, RecordSplitter } from "../split-records";

/** Every record of the text, which comes in the given pieces. */
function split(pieces: readonly string[], delimiter: ImportDelimiter = ","): FileRecord[] {
  const splitter = new RecordSplitter();
  splitter.delimiter = delimiter;
  const records: FileRecord[] = [];
  const take = () => {
    for (let record = splitter.next(); record; record = splitter.next()) {
      records.push(record);
    }
  };
  for (const piece of pieces) {
    splitter.append(piece);
    take();
  }
  splitter.finish();
  take();
  return records;
}

const piecesOf = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));

/** [line, text], and what is wrong with it. */
const cutOf = (records: FileRecord[]) =>
  records.map(({ line, text, fault }) => (fault ? [line, text, fault.slice(0, 24)] : [line, text]));

describe("records of a file", () => {
  it.each<[string, string, unknown[]]>([
    [
      "end with LF, CR LF or CR, also one after the other",
      "a\nb\r\nc\rd",
      [
        [1, "a"],
        [2, "b"],
        [3, "c"],
        [4, "d"],
      ],
    ],
    [
      "need no line end at the end of the file",
      "a\nb",
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
    [
      "are not the lines with nothing on them, which count",
      "a\n\n\r\n  \n,,\t\nb\n\n",
      [
        [1, "a"],
        [6, "b"],
      ],
    ],
    [
      "may have line ends inside of quotes",
      'a,"b\nc\r\nd"\ne',
      [
        [1, 'a,"b\nc\r\nd"'],
        [4, "e"],
      ],
    ],
    [
      "may have doubled quotes",
      '"a ""b""",c\nd',
      [
        [1, '"a ""b""",c'],
        [2, "d"],
      ],
    ],
    [
      "may have spaces around quotes",
      'a, "b, c" ,"d"  \n "e"\nf "g", h\n',
      [
        [1, 'a, "b, c" ,"d"  '],
        [2, ' "e"'],
        [3, 'f "g", h', 'holds a quote (") inside '],
      ],
    ],
    [
      "are there for a cell of nothing in quotes",
      '""\na',
      [
        [1, '""'],
        [2, "a"],
      ],
    ],
    [
      "with a quote that is not closed are one line",
      'a,"b\nc\nd',
      [
        [1, 'a,"b', 'opens a quote (") that is'],
        [2, "c"],
        [3, "d"],
      ],
    ],
    [
      "with an open quote at the end of the file are errors",
      'a\nb,"c',
      [
        [1, "a"],
        [2, 'b,"c', 'opens a quote (") that is'],
      ],
    ],
    [
      "with an open quote on a last line that ends are errors",
      'a\nb,"c\n',
      [
        [1, "a"],
        [2, 'b,"c', 'opens a quote (") that is'],
      ],
    ],
    [
      "with a quote in the middle of a cell are one line",
      'a b"c,d\ne,"f"\n',
      [
        [1, 'a b"c,d', 'holds a quote (") inside '],
        [2, 'e,"f"'],
      ],
    ],
    [
      "with text behind a quote are one line",
      '"a"b,c\nd',
      [
        [1, '"a"b,c', "has text behind a closing"],
        [2, "d"],
      ],
    ],
    [
      "behind a forgotten quote are read, also when another one is opened much later",
      'x,"a\nb,c\nd,"e"\nf,"g',
      [
        [1, 'x,"a', 'opens a quote (") that is'],
        [2, "b,c"],
        [3, 'd,"e"'],
        [4, 'f,"g', 'opens a quote (") that is'],
      ],
    ],
  ])("%s", (_name, text, expected) => {
    const cut = expected.map((one) =>
      (one as unknown[]).map((value) => (typeof value === "string" ? value.slice(0, 24) : value)),
    );
    for (const size of [1, 2, 3, 5, 1000]) {
      expect(cutOf(split(piecesOf(text, size)))).toEqual(cut);
    }
  });

  it("are passed over when they are too long, and the next one is read at its line", () => {
    const long = "x".repeat(5_000_000);
    for (const end of ["\n", "\r\n", "\r"]) {
      const records = split(piecesOf(`a${end}${long}${end}b`, 65_536));

      expect(records.map(({ line, fault }) => [line, fault])).toEqual([
        [1, undefined],
        [2, "is longer than 1,000,000 characters"],
        [3, undefined],
      ]);
      expect(records[1].text).toBe("x".repeat(10_000));
    }
    expect(split([`a\n${long}`]).map(({ line, fault }) => [line, Boolean(fault)])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it("of just the longest length are read, of one character more not", () => {
    for (const size of [65_536, 10_000_000]) {
      const [fits, over] = split(
        piecesOf(`${"x".repeat(MAX_RECORD_LENGTH)}\n${"y".repeat(MAX_RECORD_LENGTH + 1)}\n`, size),
      );
      expect([fits.fault, over.fault]).toEqual([undefined, "is longer than 1,000,000 characters"]);
    }
  });

  it("are found again behind a quote that is not closed for a million characters", () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `row ${index},"and a cell"`);
    const records = split(piecesOf(`"open\n${lines.join("\n")}`, 65_536));

    expect(records.filter(({ fault }) => fault)).toHaveLength(1);
    expect(records.map(({ line }) => line)).toEqual(Array.from({ length: 60_001 }, (_, index) => index + 1));
  });

  it("take time in proportion to the file when every line opens a quote", () => {
    const text = Array.from({ length: 100_000 }, () => 'a,"b').join("\n");
    const begin = process.cpuUsage().user;
    expect(split(piecesOf(text, 65_536))).toHaveLength(100_000);
    // Quadratic, it would be minutes.
    expect(process.cpuUsage().user - begin).toBeLessThan(20_000_000);
  });

  it("have cells in quotes without the spaces around them, and bare cells with theirs", () => {
    const records = split([' "a ""b""" , c,"" , "d, e"\n']);
    expect(parseCells(records, ",")).toEqual([['a "b"', " c", "", "d, e"]]);
  });

  const sign = fc.constantFrom(...'ab",;\t|\n\r \ud83dé'.split(""), "\r\n", '""', '",', ',"');
  const text = fc.array(sign, { maxLength: 60 }).map((signs) => signs.join("").toWellFormed());

  it("without a fault are those of csv-parse, whatever the text and the pieces", () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(...IMPORT_DELIMITERS),
        (given, size, delimiter) => {
          const records = split(piecesOf(given, size), delimiter);
          const cells = parseCells(records, delimiter);
          expect(records).toEqual(split([given], delimiter));
          for (const [index, record] of records.entries()) {
            const alone = (trim = false) =>
              parse(record.text, {
                delimiter,
                trim,
                record_delimiter: "\u0000",
                relax_column_count: true,
              }) as string[][];
            if (record.fault) {
              expect(alone).toThrow();
            } else if (/ "|" /.test(record.text)) {
              const trimmed = (all: string[]) => all.map((cell) => cell.trim());
              expect([trimmed(cells[index])]).toEqual(alone(true).map(trimmed));
            } else {
              expect([cells[index]]).toEqual(alone());
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("have between them every line of the text, once and in order", () => {
    fc.assert(
      fc.property(text, (given) => {
        const lines = given.split(/\r\n|\r|\n/);
        const blank = (line: string) => /^[\t ,]*$/.test(line);
        let next = 0;
        for (const record of split([given])) {
          while (next < record.line - 1) {
            expect(blank(lines[next++])).toBe(true);
          }
          const own = record.text.split(/\r\n|\r|\n/);
          expect(own).toEqual(lines.slice(next, next + own.length));
          next += own.length;
        }
        expect(lines.slice(next).every(blank)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
