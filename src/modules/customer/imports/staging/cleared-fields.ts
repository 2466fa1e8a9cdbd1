import { CUSTOMER_FIELDS, fileNames } from "../../fields";

/** The fields of a customer that an empty cell can clear. */
const CLEARABLE_FIELDS = fileNames(CUSTOMER_FIELDS, { clearable: true });

type ClearableField = (typeof CLEARABLE_FIELDS)[number];

const CLEARABLE: readonly string[] = CLEARABLE_FIELDS;

/** The highest bit of a positive integer says: a key of the metadata with an empty text is taken away, as Medusa does it. */
const HIGHEST_BIT = 30;
export const CLEARS_KEYS = 1 << HIGHEST_BIT;

/** The bit below says: the row is of several records, whose further external ids are in `metadata.external_ids`. */
export const HAS_OTHER_IDS = 1 << (HIGHEST_BIT - 1);

/** The row's further external ids, see `HAS_OTHER_IDS`. */
export const otherIds = (row: string): string =>
  `case when ${row}.clears & ${HAS_OTHER_IDS} <> 0 then string_to_array(${row}.metadata ->> 'external_ids', ', ') end`;

/** The bit below says: the row adds to a customer and makes none. */
export const MAKES_NONE = 1 << (HIGHEST_BIT - 2);

const FIELD_BITS = HIGHEST_BIT - 2;

if (CLEARABLE_FIELDS.length > FIELD_BITS) {
  throw new Error(`An import can clear ${FIELD_BITS} columns of a customer; fields.ts has ${CLEARABLE_FIELDS.length}.`);
}

/**
 * The bit of a field in a row's `clears`; 0 for one that no empty cell clears. A row as it is kept has three answers a field
 * (a value, no change, cleared), and one number beside the columns holds the third for all.
 */
export function clearBit(field: string): number {
  const place = CLEARABLE.indexOf(field);
  return place === -1 ? 0 : 1 << place;
}

/** The bits of the fields that are null. */
export function clearsOf(customer: { [Field in ClearableField]?: unknown }): number {
  return CLEARABLE_FIELDS.reduce((bits, field, place) => (customer[field] === null ? bits | (1 << place) : bits), 0);
}
