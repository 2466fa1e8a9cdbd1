import type { ImportedRow } from "../../types";
import { readAll, said } from "./read-all";

const HEADER = "email,first_name,last_name";

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

  it("are cut at the delimiter that was given, or that a line for Excel gives", async () => {
    const mapping = { "email,old": "email" };
    const given = await readAll("email,old;a,b,c\na@example.com;x\n", { delimiter: ";", mapping });
    expect(given.rows.map(said)).toEqual([{ email: "a@example.com" }]);

    const excel = await readAll("sep=;\r\nemail;first_name\r\na@example.com;x,y\r\n");
    expect([excel.delimiter, excel.rows.map(said), excel.rows[0].line]).toEqual([
      ";",
      [{ email: "a@example.com", first_name: "x,y" }],
      3,
    ]);
  });

  it("that are wrong are named by number and reason, and the others are read", async () => {
    const text = [
      HEADER,
      "a@example.com,Ann", // 2: no cell at the end
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

    expect(rows.filter(({ customer }) => customer).map(({ line }) => line)).toEqual([2, 5, 10, 12]);
    expect(errorsOf(rows)).toEqual([
      [3, null, "has 4 cells, the header has 3. Quote a cell that holds the delimiter"],
      [4, null, 'opens a quote (") that is not closed, or not within 1,000,000 characters'],
      [6, null, 'holds a quote (") inside of a cell without quotes. Put the cell in quotes and double the quote ("")'],
      [7, "email", expect.stringMatching(/^is not an email address: "/)],
      [8, null, "has neither id nor external_id nor email. Give one of them"],
      [9, null, "is longer than 1,000,000 characters"],
      [10, "first_name", "holds a character that cannot be stored (NUL or half of a surrogate pair). Remove it"],
      [11, "first_name", "holds a character that cannot be stored (NUL or half of a surrogate pair). Remove it"],
      [11, "last_name", "holds a character that cannot be stored (NUL or half of a surrogate pair). Remove it"],
      [11, "email", expect.stringMatching(/^is not an email address: "/)],
    ]);
    expect(rows.find(({ line }) => line === 9)?.raw).toHaveLength(10_000);
    expect(rows.find(({ line }) => line === 10)?.raw).toBe("i@example.com,I\ufffdda,Iron");
  });

  it("with half of a surrogate pair are wrong, in quotes or not, and stay storable", async () => {
    const text = `\ufeff${HEADER}\na@example.com,x\ud83d,y\nb@example.com,"x\ud83d",y\nc@example.com,😀,y\n`;
    const { rows } = await readAll(Buffer.from(text, "utf16le"));
    expect(errorsOf(rows).map(([line, field]) => [line, field])).toEqual([
      [2, "first_name"],
      [3, "first_name"],
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
