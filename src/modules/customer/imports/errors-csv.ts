import { csvCell } from "../exports/csv-format";
import type { ImportError } from "./list-import-errors.sql";

const COLUMNS = ["line", "level", "field", "reason", "original"] as const;

export const errorsCsvHeader = (): string => `${COLUMNS.join(",")}\n`;

/** Where a spreadsheet that ends cells at a semicolon or a tab would begin one, and run its content. */
const INNER_FORMULA = /([;\t\r\n]["']? *)([=+\-@＝＋－＠])/g;

const guarded = (raw: string): string => raw.replace(INNER_FORMULA, "$1'$2");

/** One error as a line of CSV, safe for a spreadsheet, whether it ends cells at a comma, a semicolon or a tab. */
export function errorsCsvLine({ line, level, field, reason, raw }: ImportError): string {
  return `${[String(line), level, field, reason, guarded(raw)].map(csvCell).join(",")}\n`;
}

/** The last line of a file that does not have all of the errors. */
export function errorsCsvRest(dropped: number): string {
  const more = dropped === 1 ? "1 more error was found and is" : `${dropped} more errors were found and are`;
  return `${[null, null, null, `${more} not kept. Correct those above and import the file again`, null].map(csvCell).join(",")}\n`;
}
