import { MedusaError } from "@medusajs/framework/utils";
import fc from "fast-check";
import { openImport, previewImport } from "../open-import";
import type { ImportedRow, ImportReading } from "../types";
import { readAll, said, settings, sourceOf } from "./read-all";

const HEADER = "email,first_name,last_name";
const keep: ImportReading = { empty_cell: "keep" };

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

/** What reading the file throws. */
async function refused(bytes: string | Buffer, reading: Partial<ImportReading> = {}): Promise<string> {
  const error = await readAll(bytes, reading).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MedusaError);
  expect((error as MedusaError).type).toBe(MedusaError.Types.INVALID_DATA);
  return (error as MedusaError).message;
}

describe("the text of a file", () => {
  const text = `${HEADER}\nzoe@example.com,Zoë,Łuk 😀\n`;
  const customer = { email: "zoe@example.com", first_name: "Zoë", last_name: "Łuk 😀" };

  it.each<[string, Buffer, Partial<ImportReading>, string]>([
    ["UTF-8", Buffer.from(text), {}, "utf-8"],
    ["UTF-8 that was told", Buffer.from(text), { encoding: "utf-8" }, "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`), {}, "utf-8"],
    ["UTF-8 with a mark, whatever was told", Buffer.from(`\ufeff${text}`), { encoding: "latin1" }, "utf-8"],
    ["UTF-16 LE with a mark", Buffer.from(`\ufeff${text}`, "utf16le"), {}, "utf-16le"],
    ["UTF-16 BE with a mark", utf16be(`\ufeff${text}`), {}, "utf-16be"],
    ["UTF-16 LE that was told", Buffer.from(text, "utf16le"), { encoding: "utf-16le" }, "utf-16le"],
    ["UTF-16 BE that was told", utf16be(text), { encoding: "utf-16be" }, "utf-16be"],
  ])("is read in %s, however the bytes are cut", async (_name, bytes, reading, encoding) => {
    for (const size of [1, 2, 3, 7, 65_536]) {
      const file = await readAll(bytes, reading, size);
      expect([file.encoding, file.rows.map(said)]).toEqual([encoding, [customer]]);
    }
  });

  it("is read in UTF-8 and UTF-16 where letters lie across the pieces in which it is decoded", async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `a${index}@example.com,${"é€😀".repeat(1 + (index % 5))},x`,
    );
    const long = `${HEADER}\n${rows.join("\n")}`;
    const expected = rows.map((row) => row.split(",")[1]);
    for (const bytes of [Buffer.from(long), Buffer.from(`\ufeff${long}`, "utf16le"), utf16be(`\ufeff${long}`)]) {
      const { rows: read } = await readAll(bytes);
      expect(read.map(({ customer }) => customer?.first_name)).toEqual(expected);
    }
  });

  it("is read in Latin-1 when that is told, with the signs that Windows has there", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\na@example.com,Zo`),
      Buffer.from([0xeb, 0x2c, 0x80, 0x92, 0x0a]),
    ]);
    const { encoding, rows } = await readAll(bytes, { encoding: "latin1" });
    expect([encoding, rows.map(said)]).toEqual([
      "latin1",
      [{ email: "a@example.com", first_name: "Zoë", last_name: "€’" }],
    ]);
  });

  it("is not guessed to be Latin-1: the line is told, and what to do", async () => {
    const begin = `${HEADER}\r\n\r\n"a@example.com","two\r\nlines",x\r\nb@example.com,Zo`;
    for (const size of [1, 64, 100_000]) {
      const bytes = Buffer.concat([Buffer.from(begin), Buffer.from([0xeb]), Buffer.from(",x\r\n")]);
      await expect(readAll(bytes, {}, size)).rejects.toThrow(
        'Line 5: the byte 0xEB is not UTF-8. Save the file as UTF-8, or, if it is in Latin-1 (Windows-1252), give "encoding": "latin1".',
      );
    }
    const far = Buffer.concat([
      Buffer.from(`${HEADER}\n${`a@example.com,${"é".repeat(40)},x\n`.repeat(5_000)}é`),
      Buffer.from([0xff, 0x0a]),
    ]);
    expect(await refused(far)).toMatch(/^Line 5002: the byte 0xFF is not UTF-8/);
    expect(await refused(Buffer.from([...Buffer.from(`${HEADER}\na@example.com,Andr`), 0xe9]))).toMatch(
      /^Line 2: the file ends in the middle of a character\..*latin1/,
    );
  });

  it("in UTF-16 without a mark is told apart from a binary file", async () => {
    expect(await refused(Buffer.from(text, "utf16le"))).toMatch(/Give "encoding": "utf-16le"/);
    expect(await refused(utf16be(text))).toMatch(/Give "encoding": "utf-16be"/);
    expect(await refused(Buffer.from(`\ufeff${text}`, "utf16le").subarray(0, -1))).toMatch(/the middle of a character/);
  });
});

describe("a file that is no CSV of customers", () => {
  it.each<[string, string | Buffer, RegExp]>([
    ["nothing", "", /^The file is empty/],
    ["a mark alone", "\ufeff", /^The file is empty/],
    ["line ends alone", "\n\r\n\r", /^The file is empty/],
    ["a zip", Buffer.from("PK\x03\x04\x14\x00rest"), /zip archive or an Excel workbook.*CSV UTF-8/],
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0]), /gzip/],
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /\.xls\)/],
    ["a PDF", "%PDF-1.7", /PDF/],
    ["JSON Lines", '{"email":"a@example.com"}\n', /JSON.*format csv/],
    ["HTML", "<!doctype html>", /HTML/],
    ["NUL bytes", Buffer.alloc(100_000), /control characters/],
    ["bytes of a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), /control characters/],
    ["a header that nobody knows", "Mail;Vorname\na;b\n", /^The header is not known: "Mail", "Vorname"\..*mapping/],
    ["one long line", "x".repeat(3_000_000), /^The header \(line 1\) is longer than 1,000,000 characters/],
    ["an open quote", `"email,first_name\n${"a,b\n".repeat(10)}`, /^The header \(line 1\) opens a quote/],
    ["a spoilt quote", `email,"first"_name\na,b\n`, /^The header \(line 1\) has text behind a closing quote/],
    [
      "10,000 columns",
      Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(","),
      /10000 columns; at most 1,000/,
    ],
    ["two columns of one name", "email,first_name,first_name\n", /columns of one name: "first_name"/],
    ["no key", "first_name,last_name\n", /The header is not known/],
    ["a password", "email,password_hash\n", /Passwords.*not imported: "password_hash".*invited/],
    ["the password of WordPress", "email,user_pass\n", /"user_pass"/],
    [
      "columns of our own that there are not",
      "email,frist_name,address_51_city\n",
      /not known: "frist_name", "address_51_city"/,
    ],
    ["metadata in two ways", "email,metadata,metadata.tier\n", /metadata.KEY/],
    ["names in two ways", "email,name,last_name\n", /first_name or last_name/],
  ])("is refused for what it is: %s", async (_name, bytes, message) => {
    expect(await refused(bytes)).toMatch(message);
  });

  it("is told with no character that cannot be stored, and with a few names only", async () => {
    const message = await refused(Array.from({ length: 900 }, (_, index) => `column ${index}`).join(","));
    expect(message).toMatch(/"column 9" and 890 more/);
    const half = await refused(Buffer.from("\ufeffmail\ud83d,name\n", "utf16le"));
    expect(half.isWellFormed()).toBe(true);
  });
});

describe("the lines of a file", () => {
  const errorsOf = (rows: ImportedRow[]) =>
    rows.flatMap(({ line, errors = [] }) => errors.map(({ field, reason }) => [line, field, reason]));

  it("are numbered as in an editor, whatever ends them", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = ["", HEADER, "", 'a@example.com,"two', 'lines",x', ",,", "b@example.com,,", ""].join(end);
      const { rows } = await readAll(text);
      expect(rows.map(({ line, raw, customer }) => [line, raw, customer?.email])).toEqual([
        [4, `a@example.com,"two${end}lines",x`, "a@example.com"],
        [7, "b@example.com,,", "b@example.com"],
      ]);
    }
  });

  it("may be none: a header alone is an import of nothing", async () => {
    for (const text of [HEADER, `${HEADER}\n`, `${HEADER}\r\n\r\n,,\n`]) {
      const file = await readAll(text);
      expect([file.format, file.rows]).toEqual(["own", []]);
    }
  });

  it.each([",", ";", "\t", "|"] as const)("are cut at the delimiter of the header, %j", async (delimiter) => {
    const text = [HEADER, `a@example.com,"Doe${delimiter} Jane",x`].join("\n").replaceAll(",", delimiter);
    const file = await readAll(text);
    expect([file.delimiter, file.rows.map(said)]).toEqual([
      delimiter,
      [{ email: "a@example.com", first_name: `Doe${delimiter} Jane`, last_name: "x" }],
    ]);
  });

  it("are cut at the delimiter that was told, or that a line for Excel tells", async () => {
    const mapping = { "email,old": "email" };
    const told = await readAll("email,old;a,b,c\na@example.com;x\n", { delimiter: ";", mapping });
    expect(told.rows.map(said)).toEqual([{ email: "a@example.com" }]);

    const excel = await readAll("sep=;\r\nemail;first_name\r\na@example.com;x,y\r\n");
    expect([excel.delimiter, excel.rows.map(said), excel.rows[0].line]).toEqual([
      ";",
      [{ email: "a@example.com", first_name: "x,y" }],
      3,
    ]);
  });

  it("that are wrong are told by number and reason, and the others are read", async () => {
    const text = [
      HEADER,
      "a@example.com,Ann", // 2: too few
      "b@example.com,Bea,Baker,x", // 3: too many
      'c@example.com,"Cat,Cook', // 4: open quote
      "d@example.com,Dan,Dyer",
      'e@example.com,Ed "Eddy",Earl', // 6: quotes in a cell without
      "no address,Fay,Ford", // 7
      ",Gus,Gold", // 8: no key
      `h@example.com,${"x".repeat(5_000_000)},y`, // 9: 5 MB
      "i@example.com,I\u0000da,Iron", // 10
      "@,\u0000,\u0000", // 11: all that is wrong
      "j@example.com,Jon,Jay",
    ].join("\n");
    const { rows } = await readAll(text);

    expect(rows.filter(({ customer }) => customer).map(({ line }) => line)).toEqual([5, 12]);
    expect(errorsOf(rows)).toEqual([
      [2, null, "has 2 cells, the header has 3. Empty cells need a delimiter too"],
      [3, null, "has 4 cells, the header has 3. Quote a cell that holds the delimiter"],
      [4, null, 'opens a quote (") that is not closed, or not within 1,000,000 characters'],
      [6, null, 'holds a quote (") inside of a cell without quotes. Put the cell in quotes and double the quote ("")'],
      [7, "email", "is not an email address"],
      [8, null, "has neither id nor external_id nor email. Give one of them"],
      [9, null, "is longer than 1,000,000 characters"],
      [10, "first_name", "holds a character that cannot be stored (NUL or half of a surrogate pair). Remove it"],
      [11, "first_name", "holds a character that cannot be stored (NUL or half of a surrogate pair). Remove it"],
      [11, "last_name", "holds a character that cannot be stored (NUL or half of a surrogate pair). Remove it"],
      [11, "email", "is not an email address"],
    ]);
    expect(rows.find(({ line }) => line === 9)?.raw).toHaveLength(10_000);
    expect(rows.find(({ line }) => line === 10)?.raw).toBe("i@example.com,I\ufffdda,Iron");
  });

  it("with half of a surrogate pair are wrong, in quotes or not, and stay storable", async () => {
    const text = `\ufeff${HEADER}\na@example.com,x\ud83d,y\nb@example.com,"x\ud83d",y\nc@example.com,😀,y\n`;
    const { rows } = await readAll(Buffer.from(text, "utf16le"));
    expect(errorsOf(rows).map(([line, field]) => [line, field])).toEqual([
      [2, "first_name"],
      [3, null],
    ]);
    expect(rows.every(({ raw }) => raw.isWellFormed())).toBe(true);
    expect(rows[2].customer?.first_name).toBe("😀");
  });

  it("keep their text up to 10,000 characters", async () => {
    const { rows } = await readAll(`${HEADER}\na@example.com,${"😀".repeat(9_000)},x\n`);
    expect(rows[0].raw.length).toBe(10_000);
    expect(rows[0].raw.isWellFormed()).toBe(true);
    expect(rows[0].customer?.first_name).toBe("😀".repeat(9_000));
  });
});

describe("reading", () => {
  const many = (count: number) =>
    `${HEADER}\n${Array.from({ length: count }, (_, index) => `c${index}@example.com,${"x".repeat(100)},y`).join("\n")}`;

  it("hands out at most a thousand rows at a time, in order", async () => {
    const { rowBatches } = await openImport(sourceOf(many(2_500)), keep, settings);
    const sizes: number[] = [];
    for await (const batch of rowBatches) {
      sizes.push(batch.length);
    }
    expect(sizes).toEqual([1_000, 1_000, 500]);
  });

  it("hands out fewer rows at a time when they are long", async () => {
    const wide = Array.from({ length: 20 }, (_, index) => `c${index}@example.com,${"x".repeat(900_000)},y`);
    const { rowBatches } = await openImport(sourceOf([HEADER, ...wide].join("\n")), keep, settings);
    for await (const batch of rowBatches) {
      expect(batch.length).toBeLessThan(7);
    }
  });

  it("takes no more of the file than the rows ask for, and lets go of it when they are left", async () => {
    const source = sourceOf(many(50_000), 10_000);
    const { rowBatches } = await openImport(source, keep, settings);
    expect(source.taken).toBeLessThanOrEqual(100_000);
    await rowBatches.next();
    expect(source.taken).toBeLessThanOrEqual(400_000);
    expect(source.closed).toBe(false);
    await rowBatches.return(undefined);
    expect(source.closed).toBe(true);
  });

  it("lets go of the file when no row is asked for, when it cannot be read, and at its end", async () => {
    const unread = sourceOf(many(50_000));
    await (await openImport(unread, keep, settings)).rowBatches.return(undefined);
    expect(unread.closed).toBe(true);

    const wrong = sourceOf(`nothing,known\n${"x,y\n".repeat(100_000)}`);
    await expect(openImport(wrong, keep, settings)).rejects.toThrow(/not known/);
    expect(wrong.closed).toBe(true);

    const spoilt = sourceOf(Buffer.concat([Buffer.from(many(5_000)), Buffer.from([0xff]), Buffer.from(many(5_000))]));
    const { rowBatches } = await openImport(spoilt, keep, settings);
    await expect(
      (async () => {
        for await (const _batch of rowBatches);
      })(),
    ).rejects.toThrow(/^Line 5001/);
    expect(spoilt.closed).toBe(true);

    const whole = sourceOf(many(10));
    for await (const _batch of (await openImport(whole, keep, settings)).rowBatches);
    expect(whole.closed).toBe(true);
  });

  it("lets errors of the source through as they are", async () => {
    async function* broken() {
      yield Buffer.from(many(5_000));
      throw new Error("the file is gone");
    }
    const { rowBatches } = await openImport(broken(), keep, settings);
    await expect(
      (async () => {
        for await (const _batch of rowBatches);
      })(),
    ).rejects.toThrow("the file is gone");
  });

  it("previews the first rows with what the header says", async () => {
    const source = sourceOf(many(50_000));
    const preview = await previewImport(source, keep, settings, 5);
    expect(preview.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(preview).toMatchObject({
      format: "own",
      encoding: "utf-8",
      delimiter: ",",
      mapping: { email: "email", first_name: "first_name", last_name: "last_name" },
    });
    expect(source.closed).toBe(true);
    expect((await previewImport(sourceOf(many(3)), keep, settings, 5)).rows).toHaveLength(3);
    expect((await previewImport(sourceOf(many(3)), keep, settings, 0)).rows).toHaveLength(0);
  });

  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
    fc
      .array(
        fc.constantFrom(
          HEADER,
          "email",
          "id",
          ",",
          ";",
          '"',
          "\n",
          "\r\n",
          "'",
          "=1",
          "a@b.co",
          "é",
          "\u0000",
          "{}",
          "\ud83d",
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => Buffer.from(`${HEADER}\n${parts.join("")}`)),
    fc.string({ unit: "binary" }).map((text) => Buffer.from(`\ufeff${text}`, "utf16le")),
  );

  it("of any bytes whatever ends, and throws nothing but what a person can read", async () => {
    const readings = fc.record({
      empty_cell: fc.constantFrom("keep" as const, "clear" as const),
      encoding: fc.constantFrom(
        undefined,
        "utf-8" as const,
        "utf-16le" as const,
        "utf-16be" as const,
        "latin1" as const,
      ),
    });
    await fc.assert(
      fc.asyncProperty(bytes, readings, async (file, reading) => {
        const rows = await readAll(file, reading).then(
          (read) => read.rows,
          (error: unknown) => {
            expect(error).toBeInstanceOf(MedusaError);
            expect((error as MedusaError).message.isWellFormed()).toBe(true);
            expect((error as MedusaError).message).not.toContain("\u0000");
            return [];
          },
        );
        for (const row of rows) {
          expect(row.errors === undefined || row.errors.length > 0).toBe(true);
          expect(JSON.stringify(row).includes("\\u0000")).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
