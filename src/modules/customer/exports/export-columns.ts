import { OWN_ADDRESS_FIELDS, OWN_CUSTOMER_COLUMNS } from "../imports/reading/formats/own-columns";

/** What an export can be asked for: a customer's columns, the names of their groups, their addresses. */
export const EXPORT_COLUMNS: readonly string[] = [...OWN_CUSTOMER_COLUMNS, "addresses"];

/** Those that stand in the customer's own row. */
export const CUSTOMER_COLUMNS: readonly string[] = OWN_CUSTOMER_COLUMNS.filter((column) => column !== "groups");

export const EXPORTED_ADDRESS_FIELDS: readonly string[] = OWN_ADDRESS_FIELDS;

export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A value as PostgreSQL writes it: text (times, marks and JSON are text too), or nothing. */
export type ExportValue = string | null;

/**
 * A customer as PostgreSQL writes it, in `row(...)::text`: the values of `ownColumns` in their order; the name of each
 * group, one record behind the other; each address, with the values of `EXPORTED_ADDRESS_FIELDS`. Null: there are none.
 */
export type ExportedCustomer = { record: string; groups: string | null; addresses: string | null };

/** Those of the columns asked for that stand in the customer's own row, in the order in which they were asked for. */
export function ownColumns(columns: readonly string[]): string[] {
  return columns.filter((column) => CUSTOMER_COLUMNS.includes(column));
}

/** What one export writes. `addresses`: how many a customer has at most, for the header of a CSV. */
export type ExportShape = { columns: readonly string[]; addresses: number };

/**
 * Every address is 14 columns wide in every line, used or not: one customer with thousands would blow up the whole file.
 * JSON Lines has no such limit.
 */
export const MAX_CSV_ADDRESSES = 50;
