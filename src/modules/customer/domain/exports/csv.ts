import { addFormulaGuard, addressColumn, formatGroups, OWN_ADDRESS_FIELDS, quoteCell } from "../csv/own-format";
import type { ExportedCustomer, ExportShape, ExportValue } from "./columns";

/** The header line of a CSV: the columns asked for, with the fields of as many addresses as the widest customer has. */
export function csvHeader({ columns, addresses }: ExportShape): string {
  const names = columns.flatMap((column) =>
    column === "addresses" ? addressNumbers(addresses).flatMap(addressColumns) : [column],
  );
  return `${names.join(",")}\n`;
}

/** One line of a CSV (RFC 4180, lines end with LF). */
export function csvLine({ values, groups, addresses }: ExportedCustomer, shape: ExportShape): string {
  const cells: string[] = [];
  for (const column of shape.columns) {
    if (column === "groups") {
      cells.push(quoteCell(formatGroups(groups)));
    } else if (column === "addresses") {
      for (let index = 0; index < shape.addresses; index++) {
        const address = addresses[index];
        for (const field of OWN_ADDRESS_FIELDS) {
          cells.push(address ? csvCell(address[field]) : "");
        }
      }
    } else {
      cells.push(csvCell(values[column]));
    }
  }
  // A line with nothing on it is no record to most readers.
  return cells.length === 1 && cells[0] === "" ? '""\n' : `${cells.join(",")}\n`;
}

/** A value as a cell: nothing for null, formulas behind an apostrophe, quotes where the text needs them. */
export function csvCell(value: ExportValue | undefined): string {
  if (value === null || value === undefined) {
    return "";
  }
  if (typeof value === "boolean") {
    return String(value);
  }
  return quoteCell(addFormulaGuard(value));
}

function addressNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function addressColumns(number: number): string[] {
  return OWN_ADDRESS_FIELDS.map((field) => addressColumn(number, field));
}
