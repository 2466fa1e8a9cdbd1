import { shown } from "./cell-error";

/** By the column: the least digits of a number whose fraction is no part of it. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ["external_id", 1],
  ["slot", 1],
  ["postal_code", 3],
  ["phone", 5],
]);

const WITH_FRACTION = /^\+?(\d+)[.,]0$/;
const ZERO = 48;

/** The whole number in a cell such as `7201.0`, as data frames and spreadsheets write a column in which cells are empty. */
export function withoutFraction(cell: string, column: string): string {
  const least = cell.charCodeAt(cell.length - 1) === ZERO ? DIGITS.get(column) : undefined;
  const [, digits] = (least && WITH_FRACTION.exec(cell.trim())) || [];
  return least && digits && digits.length >= least ? cell.trim().slice(0, -2) : cell;
}

export const readWithoutFraction = (given: string, cell: string): string =>
  `is read as ${shown(cell)}: a spreadsheet or a program has made ${shown(given.trim())} of it`;
