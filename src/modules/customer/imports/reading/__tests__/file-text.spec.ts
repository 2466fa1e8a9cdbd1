import type { ImportReading } from "../../types";
import { readAll, refused, said } from "./read-all";

const HEADER = "email,first_name,last_name";

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("the text of a file", () => {
  const text = `${HEADER}\nzoe@example.com,Zoë,Łuk 😀\n`;
  const customer = { email: "zoe@example.com", first_name: "Zoë", last_name: "Łuk 😀" };

  it.each<[string, Buffer, Partial<ImportReading>, string]>([
    ["UTF-8", Buffer.from(text), {}, "utf-8"],
    ["UTF-8 that was given", Buffer.from(text), { encoding: "utf-8" }, "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`), {}, "utf-8"],
    ["UTF-8 with a mark, whatever was given", Buffer.from(`\ufeff${text}`), { encoding: "latin1" }, "utf-8"],
    ["UTF-16 LE with a mark", Buffer.from(`\ufeff${text}`, "utf16le"), {}, "utf-16le"],
    ["UTF-16 BE with a mark", utf16be(`\ufeff${text}`), {}, "utf-16be"],
    ["UTF-16 LE that was given", Buffer.from(text, "utf16le"), { encoding: "utf-16le" }, "utf-16le"],
    ["UTF-16 BE that was given", utf16be(text), { encoding: "utf-16be" }, "utf-16be"],
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

  it("is read in Latin-1 when that is given, with the signs that Windows has there", async () => {
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

  it("is not guessed to be Latin-1: the message names the line, and what to do", async () => {
    const begin = `${HEADER}\r\n\r\n"a@example.com","two\r\nlines",x\r\nb@example.com,Zo`;
    for (const size of [1, 64, 100_000]) {
      const bytes = Buffer.concat([Buffer.from(begin), Buffer.from([0xeb]), Buffer.from(",x\r\n")]);
      await expect(readAll(bytes, {}, size)).rejects.toThrow(
        'Line 5: the byte 0xEB is not UTF-8. Save the file as UTF-8, or give its encoding. It is likely "encoding": "windows-1252".',
      );
    }
    const far = Buffer.concat([
      Buffer.from(`${HEADER}\n${`a@example.com,${"é".repeat(40)},x\n`.repeat(5_000)}é`),
      Buffer.from([0xff, 0x0a]),
    ]);
    expect(await refused(far)).toMatch(/^Line 5002: the byte 0xFF is not UTF-8/);
    expect(await refused(Buffer.from([...Buffer.from(`${HEADER}\na@example.com,Andr`), 0xe9]))).toMatch(
      /^Line 2: the file ends in the middle of a character\..*"windows-1252"/,
    );
  });

  it.each<[string, string, number[], string]>([
    ["a byte that no character has", "é", [0xff], "FF"],
    ["a character that breaks off", "é", [0xe2, 0x82, 0x41], "E2"],
    ["a character that goes on too long", "é", [0xa9], "A9"],
    ["an overlong form", "é", [0xc0, 0x80], "C0"],
    ["half of a surrogate pair", "é", [0xed, 0xa0, 0x80], "ED"],
    ["a wrong byte behind the character U+FFFD", "\ufffd", [0xfe], "FE"],
  ])("with %s is refused wherever in the file that is", async (_name, sign, wrong, hex) => {
    const rows = (length: number) => {
      const rest = length - HEADER.length - 16;
      return `${HEADER}\na@example.com,${"x".repeat(rest % 3)}${"€".repeat(rest / 3)}\n`;
    };
    // Across the end of a piece, and well before and behind it.
    for (const at of [100, ...Array.from({ length: 9 }, (_, index) => 65_528 + index), 70_000]) {
      const text = `${rows(at)}${sign}`;
      const bytes = Buffer.concat([Buffer.from(text), Buffer.from(wrong), Buffer.from("x\ny\n")]);
      expect(await refused(bytes)).toMatch(new RegExp(`^Line 3: the byte 0x${hex} is not UTF-8\\.`));
    }
  });

  it("in UTF-16 without a mark is distinguished from a binary file", async () => {
    expect(await refused(Buffer.from(text, "utf16le"))).toMatch(/Give "encoding": "utf-16le"/);
    expect(await refused(utf16be(text))).toMatch(/Give "encoding": "utf-16be"/);
    expect(await refused(Buffer.from(`\ufeff${text}`, "utf16le").subarray(0, -1))).toMatch(/the middle of a character/);
  });
});
