import { type ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields, fileNames, type NamesOf } from "../fields";

export const IMPORT_FORMATS = ["own", "shopify", "woocommerce", "mapped"] as const;

/** Whose columns a file has: ours, Shopify's or WooCommerce's customer export, or any with a mapping by the caller. */
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const IMPORT_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "latin1"] as const;

/** A byte order mark says UTF-8 or UTF-16; without one the file is UTF-8, unless the caller says otherwise. */
export type ImportEncoding = (typeof IMPORT_ENCODINGS)[number];

export const IMPORT_DELIMITERS = [",", ";", "\t", "|"] as const;

export type ImportDelimiter = (typeof IMPORT_DELIMITERS)[number];

/** How to read a file. */
export type ImportReading = {
  encoding?: ImportEncoding;
  /** Found in the header when it is not given. */
  delimiter?: ImportDelimiter;
  /** The file's header to a column of our own format (`email`, `address_1_city`, `metadata.tier`); null: left out. */
  mapping?: Record<string, string | null>;
  /** What an empty cell says: leave the stored value (`keep`), or clear it. */
  empty_cell: "keep" | "clear";
};

/** A cell as the reader of its column gives it: JSON is text with its digits as written, a time is ISO 8601. */
type Imported<One extends Field> = One extends { type: "boolean" }
  ? boolean
  : One extends { clearable: true }
    ? string | null
    : string;

type ImportedFields<Table extends Fields> = {
  [Name in NamesOf<Table, { file: number }>]?: Imported<Table[Name]>;
};

/** Text to store, null to clear; a field that is missing stays as it is. */
export type ImportedAddress = ImportedFields<typeof ADDRESS_FIELDS>;

/**
 * A customer as a line of the file says it. A field that is missing stays as it is, null clears it. The email is in the
 * store's one spelling; times are kept for customers that the import creates, and ignored for existing ones. Of columns
 * `metadata.KEY`, an empty cell that clears is the key with an empty text, by which Medusa's updates take a key away.
 */
export type ImportedCustomer = ImportedFields<typeof CUSTOMER_FIELDS> & {
  /** Names; the customer joins them and leaves none. */
  groups?: string[];
  addresses?: ImportedAddress[];
};

/** The columns by which a row can name its customer. */
export const CUSTOMER_KEYS = fileNames(CUSTOMER_FIELDS, { key: true });

export function hasKey(customer: ImportedCustomer): boolean {
  return CUSTOMER_KEYS.some((key) => Boolean(customer[key]));
}

/** What is wrong with a line: the column of our format or, where there is none, of the file; null for the whole line. */
export type ImportRowError = { field: string | null; reason: string };

/**
 * One record of the file. `line`: the number of its first line; lines count from 1, empty ones too. `raw`: the record as it
 * was read, cut at 10,000 characters; what PostgreSQL cannot keep (NUL, half of a surrogate pair) is U+FFFD in it.
 */
export type ImportedRow = { line: number; raw: string } & (
  | { customer: ImportedCustomer; errors?: undefined }
  | { customer?: undefined; errors: ImportRowError[] }
);

/** What the header of a file says. */
export type ImportHeader = {
  format: ImportFormat;
  encoding: ImportEncoding;
  delimiter: ImportDelimiter;
  /** Every column of the file and where it goes; null: it is passed over. */
  mapping: Record<string, string | null>;
};

/**
 * A file that has been opened: its header is read and understood, its rows are read as they are asked for, up to
 * `ROW_BATCH` at a time and in the file's order. A generator a row would cost more than the reading itself.
 */
export type OpenedImport = ImportHeader & { rowBatches: AsyncGenerator<ImportedRow[]> };

/** How many rows one step of `rowBatches` has at most: few, so that they are gone before V8 takes them for lasting. */
export const ROW_BATCH = 100;
