import { csvCell } from "../exports/csv-format";

const COLUMNS = ["line", "field", "reason", "original"] as const;

type LineError = { line: number; field: string | null; reason: string; raw: string };

export const errorsCsvHeader = (): string => `${COLUMNS.join(",")}\n`;

/** Where a spreadsheet that ends cells at a semicolon or a tab would begin one, and run what stands in it. */
const INNER_FORMULA = /([;\t\r\n]["']? *)([=+\-@＝＋－＠])/g;

const guarded = (raw: string): string => raw.replace(INNER_FORMULA, "$1'$2");

/** One error as a line of CSV, safe for a spreadsheet, whether it ends cells at a comma, a semicolon or a tab. */
export function errorsCsvLine({ line, field, reason, raw }: LineError): string {
  return `${[String(line), field, reason, guarded(raw)].map(csvCell).join(",")}\n`;
}

/** The last line of a file that does not have all of the errors. */
export function errorsCsvRest(dropped: number): string {
  const more = dropped === 1 ? "1 more error was found and is" : `${dropped} more errors were found and are`;
  return `${[null, null, `${more} not kept. Correct those above and import the file again`, null].map(csvCell).join(",")}\n`;
}
