import { CUSTOMER_FIELDS, namesOf } from "../fields";
import { Migration20261130120000CustomersCoreTables as CoreTables } from "../migrations/Migration20261130120000CustomersCoreTables";
import { ALIAS } from "./find-matching-ids.sql";

/** PostgreSQL's index rows end at some 2,700 bytes, and core allows names of any length. */
const SORTED_LETTERS = 200;

const LONG: ReadonlySet<string> = new Set(namesOf(CUSTOMER_FIELDS, { sortedByFirstLetters: true }));

/**
 * Returns the expression of a column in orders and cursors, as its index has it.
 *
 * Names are sorted by their first 200 letters, and then by id. With whole names in the index PostgreSQL would refuse to
 * store the longest ones.
 */
export function orderExpressionOf(column: string): string {
  const name = `${ALIAS}.${column}`;
  return LONG.has(column) ? `left(${name}, ${SORTED_LETTERS})` : name;
}

/** Columns that with the id are the whole order of an index of live customers. */
const WALKED: ReadonlySet<string> = new Set(["id", ...CoreTables.ORDERS]);

/** Whether an index has the order by a column and the id, and no other: a limit then ends its scan. */
export function isWalked(column: string): boolean {
  return WALKED.has(column);
}
