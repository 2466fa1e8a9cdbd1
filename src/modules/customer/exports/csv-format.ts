import {
  addFormulaGuard,
  addressColumn,
  FORMULA_SIGNS,
  formatGroups,
  OWN_ADDRESS_FIELDS,
} from "../imports/reading/formats/own-columns";
import { type ExportedCustomer, type ExportShape, type ExportValue, ownColumns } from "./export-columns";
import { readRecords } from "./parse-composites";

/** The header line of a CSV: the columns asked for, with the fields of as many addresses as the widest customer has. */
export function csvHeader({ columns, addresses }: ExportShape): string {
  const names = columns.flatMap((column) =>
    column === "addresses" ? addressNumbers(addresses).flatMap(addressColumns) : [column],
  );
  return `${names.join(",")}\n`;
}

/** What writes the lines of a CSV (RFC 4180, lines end with LF), one for each customer. */
export function csvWriter(shape: ExportShape): (customer: ExportedCustomer) => string {
  const parts = partsOf(shape);
  return (customer) => {
    let line = "";
    for (const part of parts) {
      line += `${part(customer)},`;
    }
    // A line with nothing on it is no record to most readers.
    return line === "," ? '""\n' : `${line.slice(0, -1)}\n`;
  };
}

type Part = (customer: ExportedCustomer) => string;

/** The cells of a line from left to right; those of the customer's own row together, as far as the order lets them be. */
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
 * What is not the same in a CSV as PostgreSQL has it between the parentheses of a record, told in one look: a backslash
 * (twice in a record), what ends a cell for some readers but not in a record, what could begin a formula. Half of the
 * time of an export went into looking at each value by itself.
 */
const NEEDS_CARE = new RegExp(
  `[\\\\;\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]|[(,]"?\\s*[${FORMULA_SIGNS}\\t\\r\\n']`,
);

/** The cells of one record. */
function recordCells(record: string): string {
  return NEEDS_CARE.test(record) ? readRecords(record)[0].map(csvCell).join(",") : record.slice(1, -1);
}

const NO_ADDRESS = ",".repeat(OWN_ADDRESS_FIELDS.length - 1);

/** The cells of so many addresses, used or not. */
function addressCells(addresses: string | null, count: number): string {
  const cells =
    addresses === null
      ? []
      : addresses.includes(")(")
        ? readRecords(addresses).map((values) => values.map(csvCell).join(","))
        : [recordCells(addresses)];
  return Array.from({ length: count }, (_, index) => cells[index] ?? NO_ADDRESS).join(",");
}

/** The names of all groups in one cell. */
function groupsCell(groups: string | null): string {
  if (groups === null) {
    return "";
  }
  return /["|]/.test(groups) || NEEDS_CARE.test(groups)
    ? quoteCell(formatGroups(readRecords(groups).map(([name]) => name ?? "")))
    : groups.slice(1, -1).replaceAll(")(", "|");
}

/**
 * The one rule for quotes in our files: what PostgreSQL puts into quotes in a record, whose text is a part of a file as it
 * is; and a semicolon, behind which a formula could begin for a spreadsheet that takes semicolons (a tab is white space).
 */
const NEEDS_QUOTES = /^$|[\s",;()\\]/;

function quoteCell(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A value as a cell: nothing for null, formulas behind an apostrophe, quotes where some reader may need them. */
export function csvCell(value: ExportValue): string {
  return value === null ? "" : quoteCell(addFormulaGuard(value));
}

function addressNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function addressColumns(number: number): string[] {
  return OWN_ADDRESS_FIELDS.map((field) => addressColumn(number, field));
}
