/**
 * The fields of a customer that a row can clear, each with its bit in the row's `clears`: a row as it is kept has three
 * answers a field (a value, nothing said, nothing left), and one number beside the columns holds the third for all.
 */
export const CLEARABLE = {
  external_id: 1,
  email: 2,
  company_name: 4,
  first_name: 8,
  last_name: 16,
  phone: 32,
  created_by: 64,
  metadata: 128,
} as const;

/** The bit that says: a key of the metadata with an empty text is taken away, as Medusa does it. */
export const CLEARS_KEYS = 256;

export type ClearableField = keyof typeof CLEARABLE;

// as: the keys of the object above.
export const CLEARABLE_FIELDS = Object.keys(CLEARABLE) as ClearableField[];

/** The bits of the fields that are null. */
export function clearsOf(customer: { [Field in ClearableField]?: unknown }): number {
  return CLEARABLE_FIELDS.reduce((bits, field) => (customer[field] === null ? bits | CLEARABLE[field] : bits), 0);
}
