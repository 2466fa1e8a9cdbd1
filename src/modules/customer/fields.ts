/**
 * Lists the columns of customers and addresses with all that the plugin does with them.
 *
 * Everything that names columns in a row derives from these two tables: statements, files, bodies, types. A column that
 * is missing here is missing everywhere, and a spec fails then. `docs/adding-a-field.md` says what else a new one needs.
 */
export type Field = {
  /** `jsonb` is for metadata: updates and imports merge it key by key, as Medusa does. */
  type: "text" | "boolean" | "jsonb" | "timestamptz";
  /** What a new row holds when the caller gives nothing; null where there is no default. */
  default?: false;
  /** The column is never null. */
  required?: true;
  /** Statements of this module write the column; a caller's value is ignored. */
  managed?: true;
  /** An undo does not write the column, or sets it only where no other live row of the customer has it. */
  restore?: "never" | "where_free";
  /** Pages and cursors can be in this order. */
  sortable?: true;
  /** The order goes by the first letters: the index cannot hold the longest values. */
  sortedByFirstLetters?: true;
  /** Exports write the column and imports read it, in the order of this table and under this name. */
  file?: true;
  /** How an import reads a cell; without one the cell is stored as it is. */
  reader?: CellReaderName;
  /** An empty cell clears the column in an import with `empty_cell: "clear"`. */
  clearable?: true;
  /** Imports, batches and upserts can name the customer by it. */
  key?: true;
  /**
   * `choose`: the admin chooses whose value stays, else the survivor's unless it is empty. `or`: true if one of the two is.
   * `keys`: the keys of both. Without a rule the survivor keeps its own value.
   */
  merge?: "choose" | "or" | "keys";
  /** The words of `q` are looked for in it; with `searchedDigits` its digits alone are found too. */
  searched?: true;
  searchedDigits?: true;
  /** Two addresses that agree in these are the same place and person. */
  postal?: true;
  /** Core does not know the column: the admin routes let it through, and its type is added to Medusa's. */
  added?: true;
  /** The longest text that a body may give for a column that is `added`; 1,000 characters without. */
  maxLength?: number;
};

export type CellReaderName = "id" | "key" | "email" | "mark" | "phone" | "time" | "metadata" | "country";

export type Fields = Readonly<Record<string, Field>>;

/** Kinds of columns that the tables have several of. */
const id = { type: "text", required: true, managed: true, restore: "never" } as const;
const mark = { type: "boolean", default: false, required: true, file: true, reader: "mark" } as const;
const line = { type: "text", file: true, clearable: true } as const;
const text = { ...line, sortable: true } as const;
const time = { type: "timestamptz", managed: true } as const;
const metadata = { type: "jsonb", file: true, reader: "metadata", clearable: true, merge: "keys" } as const;

/**
 * Files have the columns in this order. New columns go to the end: the place of a clearable column is its bit in rows
 * that an import has read and not stored yet.
 */
export const CUSTOMER_FIELDS = {
  id: { ...id, sortable: true, file: true, reader: "id", key: true },
  external_id: { ...text, reader: "key", key: true, added: true, maxLength: 500 },
  email: { ...text, reader: "email", key: true, merge: "choose", searched: true },
  has_account: { ...mark, sortable: true, merge: "or" },
  company_name: { ...text, merge: "choose", searched: true },
  first_name: { ...text, sortedByFirstLetters: true, merge: "choose", searched: true },
  last_name: { ...text, sortedByFirstLetters: true, merge: "choose", searched: true },
  phone: { ...text, reader: "phone", merge: "choose", searched: true, searchedDigits: true },
  created_by: text,
  created_at: { ...time, required: true, sortable: true, file: true, reader: "time" },
  updated_at: { ...time, required: true, sortable: true, file: true, reader: "time" },
  metadata,
  deleted_at: time,
} as const satisfies Fields;

/** As `CUSTOMER_FIELDS`. */
export const ADDRESS_FIELDS = {
  id,
  address_name: line,
  is_default_shipping: { ...mark, restore: "where_free" },
  is_default_billing: { ...mark, restore: "where_free" },
  company: { ...line, postal: true },
  first_name: { ...line, postal: true },
  last_name: { ...line, postal: true },
  address_1: { ...line, postal: true },
  address_2: { ...line, postal: true },
  city: { ...line, postal: true },
  country_code: { ...line, postal: true, reader: "country" },
  province: { ...line, postal: true },
  postal_code: { ...line, postal: true },
  phone: { ...line, postal: true, reader: "phone" },
  metadata,
  customer_id: { type: "text", required: true },
  created_at: { ...time, required: true },
  updated_at: { ...time, required: true },
  deleted_at: time,
} as const satisfies Fields;

/** The names of the fields that have these properties. */
export type NamesOf<Table, Shape extends Partial<Field>> = {
  [Name in keyof Table]: Table[Name] extends Shape ? Name : never;
}[keyof Table] &
  string;

/** In the order of the table. Callers ask once, when they are loaded: rows are read and written by the result. */
export function namesOf<Table extends Fields, const Shape extends Partial<Field>>(
  fields: Table,
  shape: Shape,
): NamesOf<Table, Shape>[] {
  const properties = Object.entries(shape);
  const names = Object.keys(fields).filter((name) => {
    const field: Record<string, unknown> = fields[name];
    return properties.every(([property, value]) => field[property] === value);
  });
  // as: the filter compares what the type compares.
  return names as NamesOf<Table, Shape>[];
}

/** A value for each of some names. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Record<Name, Value> {
  // as: `fromEntries` forgets the names.
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
}

/** What JavaScript has for a column's value. */
export type ValueOf<One extends Field> = One["type"] extends "boolean"
  ? boolean
  : One["type"] extends "jsonb"
    ? Record<string, unknown>
    : One["type"] extends "timestamptz"
      ? Date | string
      : string;

/** The columns of a table that core does not know, as its types for bodies have others: a column may be missing or null. */
export type AddedFields<Table extends Fields> = {
  [Name in NamesOf<Table, { added: true }>]?: Table[Name] extends { required: true }
    ? ValueOf<Table[Name]>
    : ValueOf<Table[Name]> | null;
};

export type AddedCustomerFields = AddedFields<typeof CUSTOMER_FIELDS>;
export type AddedAddressFields = AddedFields<typeof ADDRESS_FIELDS>;
