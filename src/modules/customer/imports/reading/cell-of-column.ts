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

/** Returns what is lost where a row has two phones in columns of one field. Numbers are equal by their last digits, which no prefix changes. */
export function lostPhoneOf(cells: readonly string[], { index, instead, column }: Column): string | undefined {
  if (column !== "phone" || instead.length === 0) {
    return undefined;
  }
  const phones = [index, ...instead].map((one) => cells[one]?.trim() ?? "").filter((cell) => digitsOf(cell) !== "");
  const [first, ...others] = phones.map((cell) => digitsOf(cell).slice(-SAME_DIGITS));
  const place = others.findIndex((one) => one !== first);
  return place < 0 ? undefined : `is one of two phones of the row: ${shown(phones[place + 1])} is left out`;
}

const SAME_DIGITS = 8;
