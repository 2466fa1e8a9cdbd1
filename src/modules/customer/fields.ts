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
  /**
   * Exports write the column at this place and imports read it, under its own name. A new column gets the next number: rows
   * that an import has read and not stored yet know clearable columns by their order.
   */
  file?: number;
  /** An import writes the column of new customers, and leaves it as it is in existing ones. */
  importedOnce?: true;
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
const mark = { type: "boolean", default: false, required: true, reader: "mark" } as const;
const line = { type: "text", clearable: true } as const;
const text = { ...line, sortable: true } as const;
const time = { type: "timestamptz", managed: true } as const;
const stamp = { ...time, required: true } as const;
const metadata = { type: "jsonb", reader: "metadata", clearable: true, merge: "keys" } as const;

/** In the order of the model, which answers have too. */
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

/** As `CUSTOMER_FIELDS`. */
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

/** As `namesOf`, of the fields that files have and in the order that they have there. */
export function fileNames<Table extends Fields, const Shape extends Partial<Field>>(
  fields: Table,
  shape: Shape,
): NamesOf<Table, Shape & { file: number }>[] {
  const place = (name: string): number => fields[name].file ?? 0;
  const names: string[] = namesOf(fields, shape).filter((name) => place(name) > 0);
  // as: the filter compares what the type compares.
  return names.sort((a, b) => place(a) - place(b)) as NamesOf<Table, Shape & { file: number }>[];
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
