import { longestStretch } from "../../../../../../integration-tests/helpers/timing/longest-stretch";
import { readSearchTokens } from "../../../listing/read-search-tokens";
import { parseImportOptions } from "../../import-options";
import { ImportPart } from "../../staging/stage-rows.sql";
import { openImport, previewImport } from "../open-import";
import { settings } from "./read-all";

const MEGABYTE = 1_000_000;
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** One row of nearly a megabyte, the most that is read. */
const rowOf = (column: string, cell: string): string => `email,${column}\na@x.io,${quoted(cell)}\n`;
const fill = (sign: string, length = MEGABYTE - 50): string => sign.repeat(Math.floor(length / sign.length));
const metadata = (value: string): string => rowOf("metadata", `{"a":${value}}`);

const WORST: Record<string, string> = {
  "runs of digits in metadata": metadata(`[${fill(`${"1".repeat(15_990)},`)}1]`),
  "digits and exponents": metadata(`[${fill("1e1,")}1]`),
  "quotes and backslashes": metadata(`"${fill('\\\\\\"', MEGABYTE / 3)}"`),
  "many keys": metadata(`{${Array.from({ length: 50_000 }, (_, n) => `"${n}":1`).join(",")}}`),
  "brackets without end": metadata(fill("[")),
  "blanks around a name": rowOf("name", `a${fill(" ")}b${fill(" ", 10)}`),
  "blanks and no end": rowOf("name", fill(" a")),
  apostrophes: rowOf("first_name", fill("'")),
  groups: rowOf("groups", fill("a|")),
  "one group": rowOf("groups", fill("\\|")),
  "a country": rowOf("address_1_country_code", fill("the ")),
  "a time": rowOf("created_at", fill("2026-01-31")),
  "an id": rowOf("id", fill("cus_")),
  "an email": `email\n${fill("a@")}\n`,
  "an email of dots": `email\n${fill("a.")}\n`,
  "line ends in a cell": rowOf("first_name", fill("\n")),
  "blanks and line ends in an error": `email,first_name\nx,${quoted(fill("; ", MEGABYTE - 50))}\n`,
};

const WORST_FILES: Record<string, string> = {
  "many short wrong rows": `email\n${"x\n".repeat(200_000)}`,
  "empty lines": `email\n${"\n".repeat(2_000_000)}a@x.io\n`,
  "a quote in every line": `email,first_name\n${'a@x.io,"b\n'.repeat(100_000)}`,
  "a quote, and short lines behind it": `email\n"${"x\n".repeat(250_000)}`,
  "ten rows of a megabyte": `email,metadata\n${`a@x.io,${quoted(`{"a":[${fill("1,", MEGABYTE - 100)}1]}`)}\n`.repeat(10)}`,
};

/** The whole file as one chunk, as some providers of files hand it out: reading it awaits no input. */
async function* whole(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** What an import does with the rows before the database has them. */
async function readAndStage(text: string): Promise<void> {
  const options = parseImportOptions({});
  const { rowBatches } = await openImport(whole(text), options, settings);
  let part = new ImportPart("cusimp_1", options);
  for await (const rows of rowBatches) {
    part.add(rows);
    if (part.size > 4 * MEGABYTE) {
      part = new ImportPart("cusimp_1", options);
    }
  }
}

/** Milliseconds. */
const LIMIT = 100;

describe("the event loop while a file is read", () => {
  it.each(Object.entries(WORST))("is held for less than 100 ms by a row of %s", async (_, text) => {
    expect(await longestStretch(() => readAndStage(text), LIMIT)).toBeLessThan(LIMIT);
  });

  it.each(Object.entries(WORST_FILES))("is held for less than 100 ms by %s", async (_, text) => {
    expect(await longestStretch(() => readAndStage(text), LIMIT)).toBeLessThan(LIMIT);
  });

  it("is held for less than 100 ms by a preview of long rows", async () => {
    const preview = async () => {
      const text = WORST_FILES["ten rows of a megabyte"];
      const { rows } = await previewImport(whole(text), parseImportOptions({}), settings, 10);
      JSON.stringify(rows);
    };
    expect(await longestStretch(preview, LIMIT)).toBeLessThan(LIMIT);
  });

  it.each([
    ["digits and a letter", `${"1".repeat(100_000)}x`],
    ["signs of phones", `${"(1)".repeat(30_000)}x`],
    ["words", "a ".repeat(50_000)],
  ])("is held for less than 100 ms by a search for %s", async (_, q) => {
    expect(await longestStretch(async () => readSearchTokens(q), LIMIT)).toBeLessThan(LIMIT);
  });
});
