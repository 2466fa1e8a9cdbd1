import { formatCell, quoteCell } from "../csv/own-format";

const COLUMNS = ["line", "field", "reason", "original"] as const;

type LineError = { line: number; field: string | null; reason: string; raw: string };

export const errorsCsvHeader = (): string => `${COLUMNS.join(",")}\n`;

/** One error as a line of CSV, safe for a spreadsheet. */
export function errorsCsvLine({ line, field, reason, raw }: LineError): string {
  return `${[line, field, reason, raw].map((value) => quoteCell(formatCell(value))).join(",")}\n`;
}
