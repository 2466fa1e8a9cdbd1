import { OWN_ADDRESS_FIELDS, OWN_CUSTOMER_COLUMNS } from "../imports/reading/formats/own-columns";

/** The columns of an export: those of a customer, the names of the groups, the addresses. */
export const EXPORT_COLUMNS: readonly string[] = [...OWN_CUSTOMER_COLUMNS, "addresses"];

/** The columns of the customer row. */
export const CUSTOMER_COLUMNS: readonly string[] = OWN_CUSTOMER_COLUMNS.filter((column) => column !== "groups");

export const EXPORTED_ADDRESS_FIELDS: readonly string[] = OWN_ADDRESS_FIELDS;

export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A value as PostgreSQL writes it: text (also for times, booleans and JSON), or null. */
export type ExportValue = string | null;

/**
 * A customer as PostgreSQL writes it, in `row(...)::text`.
 *
 * The values of `ownColumns` in their order; the names of the groups, one composite after the other; the addresses, with
 * the values of `EXPORTED_ADDRESS_FIELDS`. Null where there are none.
 */
export type ExportedCustomer = { record: string; groups: string | null; addresses: string | null };

/** Returns the chosen columns of the customer row, in the order given. */
export function ownColumns(columns: readonly string[]): string[] {
  return columns.filter((column) => CUSTOMER_COLUMNS.includes(column));
}

/** The shape of a file. `addresses`: how many a customer has at most, for the header of a CSV. */
export type ExportShape = { columns: readonly string[]; addresses: number };

/**
 * The most addresses per customer in a CSV. Each address takes 14 columns in every line: one customer with thousands
 * would make the whole file huge. JSON Lines has no such limit.
 */
export const MAX_CSV_ADDRESSES = 50;
