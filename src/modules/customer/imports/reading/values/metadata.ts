import { isErrorOf } from "../../../../../shared/errors";
import { isPlainObject } from "../../../../../shared/plain-object";
import { assertStorable, UNSTORABLE } from "../../../database/assert-storable";
import { CellError } from "./cell-error";

/** PostgreSQL reads JSON by recursion and stops somewhere in the thousands; no metadata is near. */
const MAX_DEPTH = 100;

const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/** Signs in a string of JSON that PostgreSQL refuses: NUL, and halves of surrogate pairs, which may stand alone. */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/**
 * Exponents of five digits, and numbers as long as a page: PostgreSQL's numeric ends at 16,383 decimals. The expression
 * looks at each run of digits once: tried from every digit of a run, a row of a megabyte would stop the server for a minute.
 */
const HUGE_NUMBER = /[eE][+-]?\d{5}|(?<![\d.])[\d.]{16000}/;

/**
 * JSON text of an object. It is stored as text is, not as JavaScript would write it again: numbers keep all of their
 * digits.
 */
export function readMetadata(cell: string): string | CellError {
  let value: unknown;
  try {
    value = JSON.parse(cell);
  } catch {
    return new CellError('is not JSON. Write an object, such as {"tier":"gold"}');
  }
  if (!isPlainObject(value)) {
    return new CellError('is not a JSON object. Write one, such as {"tier":"gold"}');
  }
  return refuseUnstorable(cell, value) ?? cell;
}

function refuseUnstorable(text: string, value: unknown): CellError | undefined {
  const bare =
    text.length > 100 || MAY_BE_UNSTORABLE.test(text) || /\d[eE]/.test(text) ? text.replace(STRINGS, "") : "";
  if (depth(bare) > MAX_DEPTH) {
    return new CellError(`is nested deeper than ${MAX_DEPTH} levels`);
  }
  if (HUGE_NUMBER.test(bare)) {
    return new CellError("holds a number that the database cannot keep");
  }
  try {
    if (MAY_BE_UNSTORABLE.test(text)) {
      assertStorable(value);
    }
  } catch (error) {
    if (isErrorOf(error)) {
      return new CellError(UNSTORABLE);
    }
    throw error;
  }
  return undefined;
}

function depth(json: string): number {
  let deepest = 0;
  let open = 0;
  for (const sign of json) {
    if (sign === "{" || sign === "[") {
      deepest = Math.max(deepest, ++open);
    } else if (sign === "}" || sign === "]") {
      open--;
    }
  }
  return deepest;
}
