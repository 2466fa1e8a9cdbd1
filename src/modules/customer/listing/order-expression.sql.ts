import { CUSTOMER_FIELDS, namesOf } from "../fields";
import { ALIAS } from "./find-matching-ids.sql";

/** PostgreSQL's index rows end at some 2,700 bytes, and core allows names of any length. */
const SORTED_LETTERS = 200;

const LONG: ReadonlySet<string> = new Set(namesOf(CUSTOMER_FIELDS, { sortedByFirstLetters: true }));

/**
 * What stands for a column in orders and cursors, as its index has it: names are sorted by their first 200 letters, and
 * by id from there on. A whole name in the index would make the longest ones an error for whoever writes them.
 */
export function orderExpressionOf(column: string): string {
  const name = `${ALIAS}.${column}`;
  return LONG.has(column) ? `left(${name}, ${SORTED_LETTERS})` : name;
}

/** Whether an order needs statements of ours to be read from an index: the ORM sorts by the whole column. */
export function hasOwnExpression(column: string): boolean {
  return LONG.has(column);
}
