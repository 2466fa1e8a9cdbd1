import type { Column } from "./read-row";
import { shown } from "./values/cell-error";
import { isNothing } from "./values/no-value";

/** Excel and Outlook omit the empty cells at the end of a row. */
export function cellOf(cells: readonly string[], { index, instead, parts, column }: Column, exact: boolean): string {
  const own = cells[index] ?? "";
  if (instead.length === 0 && parts.length === 0) {
    return own;
  }
  const isGiven = (cell: string): boolean => !(exact ? cell.trim() === "" : isNothing(cell, column));
  const cell = [own, ...instead.map((one) => cells[one] ?? "")].find(isGiven) ?? own;
  const whole = [cell, ...parts.map((one) => cells[one] ?? "")].filter(isGiven);
  return whole.length > 1 ? whole.map((part) => part.trim()).join(" ") : (whole[0] ?? cell);
}

const digitsOf = (cell: string): string => cell.replace(/\D/g, "");

const SAME_DIGITS = 8;

/** What tells values of a column apart; empty for what is none. Phones are equal by their last digits, which no prefix changes. */
const COMPARED: Readonly<Record<string, (cell: string) => string>> = {
  phone: (cell) => digitsOf(cell).slice(-SAME_DIGITS),
  email: (cell) => (cell.includes("@") ? cell.toLowerCase() : ""),
};

/** Returns what is lost where a row has two phones or two emails in columns of one field. */
export function lostValueOf(cells: readonly string[], { index, instead, column }: Column): string | undefined {
  const compared = instead.length > 0 ? COMPARED[column] : undefined;
  if (!compared) {
    return undefined;
  }
  const [first, ...others] = [index, ...instead].map((one) => cells[one]?.trim() ?? "").filter(compared);
  const other = others.find((cell) => compared(cell) !== compared(first));
  return other && `is one of two ${column}s of the row: ${shown(other)} is left out`;
}
