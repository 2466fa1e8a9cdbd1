import {
  addFormulaGuard,
  addressColumn,
  FORMULA_SIGNS,
  formatGroups,
  OWN_ADDRESS_FIELDS,
} from "../imports/reading/formats/own-columns";
import { type ExportedCustomer, type ExportShape, type ExportValue, ownColumns } from "./export-columns";
import { readRecords } from "./parse-composites";

/** U+FEFF: Excel reads a CSV that begins with it as UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/** Returns the header of a CSV: the chosen columns, with fields for as many addresses as one customer has at most. */
export function csvHeader({ columns, addresses }: ExportShape): string {
  const names = columns.flatMap((column) =>
    column === "addresses" ? addressNumbers(addresses).flatMap(addressColumns) : [column],
  );
  return `${names.join(",")}\n`;
}

/** Returns a function that writes the line of a customer (RFC 4180; a line ends with LF). */
export function csvWriter(shape: ExportShape): (customer: ExportedCustomer) => string {
  const parts = partsOf(shape);
  return (customer) => {
    let line = "";
    for (const part of parts) {
      line += `${part(customer)},`;
    }
    // Most readers skip an empty line.
    return line === "," ? '""\n' : `${line.slice(0, -1)}\n`;
  };
}

type Part = (customer: ExportedCustomer) => string;

/** Returns the writers of the cells of a line, left to right. Adjacent columns of the customer row share one writer. */
function partsOf({ columns, addresses }: ExportShape): Part[] {
  const parts: Part[] = [];
  const all = ownColumns(columns).length;
  let own = 0;
  for (let index = 0; index < columns.length; index++) {
    if (columns[index] === "groups") {
      parts.push(({ groups }) => groupsCell(groups));
    } else if (columns[index] === "addresses") {
      parts.push(...(addresses ? [({ addresses: given }: ExportedCustomer) => addressCells(given, addresses)] : []));
    } else {
      const first = own;
      own += runOfOwn(columns, index);
      index += own - first - 1;
      parts.push(partOfOwn(first, own, all));
    }
  }
  return parts;
}

function runOfOwn(columns: readonly string[], start: number): number {
  const others = columns.slice(start).findIndex((column) => column === "groups" || column === "addresses");
  return others === -1 ? columns.length - start : others;
}

function partOfOwn(first: number, end: number, all: number): Part {
  return end - first === all
    ? ({ record }) => recordCells(record)
    : ({ record }) => readRecords(record)[0].slice(first, end).map(csvCell).join(",");
}

/**
 * Matches values that differ between a CSV and a PostgreSQL composite: a backslash (doubled in a composite), a character
 * that ends a cell for some readers only, and one that may start a formula.
 *
 * One test of the whole text replaces a test of each value, which took half of the time of an export.
 */
const NEEDS_CARE = new RegExp(
  `[\\\\;\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]|[(,]"?\\s*[${FORMULA_SIGNS}\\t\\r\\n']`,
);

/** Writes the cells of one composite. */
function recordCells(record: string): string {
  return NEEDS_CARE.test(record) ? readRecords(record)[0].map(csvCell).join(",") : record.slice(1, -1);
}

const NO_ADDRESS = ",".repeat(OWN_ADDRESS_FIELDS.length - 1);

/** Writes the cells of `count` addresses, empty ones included. */
function addressCells(addresses: string | null, count: number): string {
  const cells =
    addresses === null
      ? []
      : addresses.includes(")(")
        ? readRecords(addresses).map((values) => values.map(csvCell).join(","))
        : [recordCells(addresses)];
  return Array.from({ length: count }, (_, index) => cells[index] ?? NO_ADDRESS).join(",");
}

/** Writes the names of all groups into one cell. */
function groupsCell(groups: string | null): string {
  if (groups === null) {
    return "";
  }
  return /["|]/.test(groups) || NEEDS_CARE.test(groups)
    ? quoteCell(formatGroups(readRecords(groups).map(([name]) => name ?? "")))
    : groups.slice(1, -1).replaceAll(")(", "|");
}

/**
 * Matches values that need quotes in our files.
 *
 * These are the values that PostgreSQL quotes in a composite, whose text is copied into a file unchanged; and values with
 * a semicolon, after which a spreadsheet may see a formula (a tab is white space).
 */
const NEEDS_QUOTES = /^$|[\s",;()\\]/;

function quoteCell(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Writes a value as a cell: empty for null, an apostrophe before a formula, quotes where a reader may need them. */
export function csvCell(value: ExportValue): string {
  return value === null ? "" : quoteCell(addFormulaGuard(value));
}

function addressNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function addressColumns(number: number): string[] {
  return OWN_ADDRESS_FIELDS.map((field) => addressColumn(number, field));
}
