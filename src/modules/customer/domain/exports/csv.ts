import { addFormulaGuard, addressColumn, formatGroups, OWN_ADDRESS_FIELDS, quoteCell } from "../csv/own-format";
import type { ExportedAddress, ExportedCustomer, ExportShape, ExportValue } from "./columns";

/** The header line of a CSV: the columns asked for, with the fields of as many addresses as the widest customer has. */
export function csvHeader({ columns, addresses }: ExportShape): string {
  const names = columns.flatMap((column) =>
    column === "addresses" ? addressNumbers(addresses).flatMap(addressColumns) : [column],
  );
  return `${names.join(",")}\n`;
}

/** One line of a CSV (RFC 4180, lines end with LF). */
export function csvLine({ values, groups, addresses }: ExportedCustomer, shape: ExportShape): string {
  let line = "";
  let own = 0;
  for (const column of shape.columns) {
    if (column === "groups") {
      line += `${groups.length ? quoteCell(formatGroups(groups)) : ""},`;
    } else if (column === "addresses") {
      for (let index = 0; index < shape.addresses; index++) {
        line += addressCells(addresses[index]);
      }
    } else {
      line += `${csvCell(values[own++])},`;
    }
  }
  // A line with nothing on it is no record to most readers.
  return line === "," ? '""\n' : `${line.slice(0, -1)}\n`;
}

const NO_ADDRESS = OWN_ADDRESS_FIELDS.map(() => ",").join("");

function addressCells(address: ExportedAddress | undefined): string {
  if (!address) {
    return NO_ADDRESS;
  }
  let cells = "";
  for (const value of address) {
    cells += `${csvCell(value)},`;
  }
  return cells;
}

/** Most cells: a letter or digit first, and nothing that needs a guard or quotes. Told at once, they cost half the time. */
const PLAIN = /^[A-Za-z0-9](?:[ !#-+\--:<-~]*[!#-+\--:<-~])?$/;

/** A value as a cell: nothing for null, formulas behind an apostrophe, quotes where the text needs them. */
export function csvCell(value: ExportValue): string {
  if (value === null) {
    return "";
  }
  return PLAIN.test(value) ? value : quoteCell(addFormulaGuard(value));
}

function addressNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function addressColumns(number: number): string[] {
  return OWN_ADDRESS_FIELDS.map((field) => addressColumn(number, field));
}
