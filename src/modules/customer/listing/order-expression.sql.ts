import { CUSTOMER_FIELDS, namesOf } from "../fields";
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

/** Whether only our statements can read an order from an index: the ORM sorts by the whole column. */
export function hasOwnExpression(column: string): boolean {
  return LONG.has(column);
}
