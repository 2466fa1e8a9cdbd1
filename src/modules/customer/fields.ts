/**
 * Lists the columns of customers and addresses, with every feature that each takes part in.
 *
 * Statements, files, bodies and types derive from these two tables. A column that is missing here is missing everywhere,
 * and a spec fails then. `docs/adding-a-field.md` lists what else a new column needs.
 */
export type Field = {
  /** `jsonb` is for metadata: updates and imports merge it key by key, as Medusa does. */
  type: "text" | "boolean" | "jsonb" | "timestamptz";
  /** The value of a new row when the caller gives none; null without a default. */
  default?: false;
  /** The column is never null. */
  required?: true;
  /** Statements of this module write the column; a caller's value is ignored. */
  managed?: true;
  /**
   * `never`: an undo does not write the column. `where_free`: it sets the column only if no other live row of the customer
   * has it.
   */
  restore?: "never" | "where_free";
  /** Pages and cursors can be in this order. */
  sortable?: true;
  /** The order goes by the first letters: the index cannot hold the longest values. */
  sortedByFirstLetters?: true;
  /**
   * The position of the column in exports; imports read it under its own name. A new column gets the next number: staged
   * rows of an import identify clearable columns by their order.
   */
  file?: number;
  /** An import writes the column of new customers only; existing customers keep theirs. */
  importedOnce?: true;
  /** How an import reads a cell. Without a reader the cell is stored unchanged. */
  reader?: CellReaderName;
  /** An empty cell clears the column in an import with `empty_cell: "clear"`. */
  clearable?: true;
  /** Imports, batches and upserts can name the customer by it. */
  key?: true;
  /**
   * `choose`: the admin chooses a value; the default is the survivor's unless it is empty. `or`: true if one of the two is.
   * `keys`: the keys of both. Without a rule the survivor keeps its own value.
   */
  merge?: "choose" | "or" | "keys";
  /** `q` searches the column; with `searchedDigits` it also searches the digits alone. */
  searched?: true;
  searchedDigits?: true;
  /** Two addresses with equal postal fields are the same place and person. */
  postal?: true;
  /** Core does not know the column: the admin routes pass it on, and Medusa's types get it. */
  added?: true;
  /** The maximum length that a body may give for an `added` column; default 1,000. */
  maxLength?: number;
};

export type CellReaderName = "id" | "key" | "email" | "mark" | "phone" | "time" | "metadata" | "country";

export type Fields = Readonly<Record<string, Field>>;

/** Kinds of columns that the tables have several of. */
const id = { type: "text", required: true, managed: true, restore: "never" } as const;
const mark = { type: "boolean", default: false, required: true, reader: "mark" } as const;
const line = { type: "text", clearable: true } as const;
const text = { ...line, sortable: true } as const;
const time = { type: "timestamptz", managed: true } as const;
const stamp = { ...time, required: true } as const;
const metadata = { type: "jsonb", reader: "metadata", clearable: true, merge: "keys" } as const;

/** The columns of customers, in the order of the model, which is also the order in responses. */
export const CUSTOMER_FIELDS = {
  id: { ...id, file: 1, sortable: true, reader: "id", key: true },
  company_name: { ...text, file: 5, merge: "choose", searched: true },
  first_name: { ...text, file: 6, sortedByFirstLetters: true, merge: "choose", searched: true },
  last_name: { ...text, file: 7, sortedByFirstLetters: true, merge: "choose", searched: true },
  email: { ...text, file: 3, reader: "email", key: true, merge: "choose", searched: true },
  phone: { ...text, file: 8, reader: "phone", merge: "choose", searched: true, searchedDigits: true },
  has_account: { ...mark, file: 4, importedOnce: true, sortable: true, merge: "or" },
  metadata: { ...metadata, file: 12 },
  created_by: { ...text, file: 9 },
  external_id: { ...text, file: 2, reader: "key", key: true, added: true, maxLength: 500 },
  created_at: { ...stamp, file: 10, sortable: true, reader: "time" },
  updated_at: { ...stamp, file: 11, sortable: true, reader: "time" },
  deleted_at: time,
} as const satisfies Fields;

/** The columns of addresses, like `CUSTOMER_FIELDS`. */
export const ADDRESS_FIELDS = {
  id,
  address_name: { ...line, file: 1 },
  is_default_shipping: { ...mark, file: 2, restore: "where_free" },
  is_default_billing: { ...mark, file: 3, restore: "where_free" },
  company: { ...line, file: 4, postal: true },
  first_name: { ...line, file: 5, postal: true },
  last_name: { ...line, file: 6, postal: true },
  address_1: { ...line, file: 7, postal: true },
  address_2: { ...line, file: 8, postal: true },
  city: { ...line, file: 9, postal: true },
  country_code: { ...line, file: 10, postal: true, reader: "country" },
  province: { ...line, file: 11, postal: true },
  postal_code: { ...line, file: 12, postal: true },
  phone: { ...line, file: 13, postal: true, reader: "phone" },
  metadata: { ...metadata, file: 14 },
  customer_id: { type: "text", required: true },
  created_at: stamp,
  updated_at: stamp,
  deleted_at: time,
} as const satisfies Fields;

/** The names of the fields that have these properties. */
export type NamesOf<Table, Shape extends Partial<Field>> = {
  [Name in keyof Table]: Table[Name] extends Shape ? Name : never;
}[keyof Table] &
  string;

/**
 * Returns the names of the fields with these properties, in the order of the table.
 *
 * Call it once, when a file is loaded: rows are read and written by the result.
 */
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

/** Returns the names of the fields with a file position and these properties, in file order. */
export function fileNames<Table extends Fields, const Shape extends Partial<Field>>(
  fields: Table,
  shape: Shape,
): NamesOf<Table, Shape & { file: number }>[] {
  const place = (name: string): number => fields[name].file ?? 0;
  const names: string[] = namesOf(fields, shape).filter((name) => place(name) > 0);
  // as: the filter compares what the type compares.
  return names.sort((a, b) => place(a) - place(b)) as NamesOf<Table, Shape & { file: number }>[];
}

/** Returns an object with a value for each name. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Record<Name, Value> {
  // as: `fromEntries` forgets the names.
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
}

/** The JavaScript type of a column's value. */
export type ValueOf<One extends Field> = One["type"] extends "boolean"
  ? boolean
  : One["type"] extends "jsonb"
    ? Record<string, unknown>
    : One["type"] extends "timestamptz"
      ? Date | string
      : string;

/** The added columns of a table as optional, nullable properties, as in core's types of bodies. */
export type AddedFields<Table extends Fields> = {
  [Name in NamesOf<Table, { added: true }>]?: Table[Name] extends { required: true }
    ? ValueOf<Table[Name]>
    : ValueOf<Table[Name]> | null;
};

export type AddedCustomerFields = AddedFields<typeof CUSTOMER_FIELDS>;
export type AddedAddressFields = AddedFields<typeof ADDRESS_FIELDS>;
