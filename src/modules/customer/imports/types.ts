import { type ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields, fileNames, type NamesOf } from "../fields";
import type { ImportOptions } from "./import-options";

/** Whose columns a file has: `own`, the name of a system in `formats/registry.ts`, or `mapped` by the caller. */
export type ImportFormat = string;

/**
 * A label of the WHATWG Encoding Standard. A byte order mark says UTF-8 or UTF-16; without one the file is UTF-8, unless
 * the caller says otherwise.
 */
export type ImportEncoding = string;

/** Whether this Node.js can decode the encoding. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}

export const IMPORT_DELIMITERS = [",", ";", "\t", "|"] as const;

export type ImportDelimiter = (typeof IMPORT_DELIMITERS)[number];

/** The signs that may be between the names of groups in a cell. */
export const GROUPS_SEPARATORS = ["|", ",", ";"] as const;

/** What becomes of provinces: ISO 3166-2 codes, as tax regions have them, or the text as it is. */
export const PROVINCE_READINGS = ["iso", "as_given"] as const;

type Reading = "encoding" | "delimiter" | "mapping" | "extend_format" | "constants" | "strict" | "groups_separator";
type CellReadings = "external_id_prefix" | "date_format" | "provinces";

/** The options of an import by which its file is read; `import-options.ts` describes them. */
export type ImportReading = Pick<ImportOptions, "empty_cell"> & Partial<Pick<ImportOptions, Reading | CellReadings>>;

/** A cell as the reader of its column gives it: JSON is text with its digits as written, a time is ISO 8601. */
type Imported<One extends Field> = One extends { type: "boolean" }
  ? boolean
  : One extends { clearable: true }
    ? string | null
    : string;

type ImportedFields<Table extends Fields> = {
  [Name in NamesOf<Table, { file: number }>]?: Imported<Table[Name]>;
};

/**
 * Text to store, null to clear; a field that is missing stays as it is. `slot`: where the source keeps the address (its one
 * billing address, or the address's id there): what a later file has in the same slot is the same address, changed.
 */
export type ImportedAddress = ImportedFields<typeof ADDRESS_FIELDS> & { slot?: string };

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

/** An error refuses its row. A warning stores it, and says what of the row was left out or changed. */
export type ImportErrorLevel = "error" | "warning";

/** What is wrong with a line: the column of our format or, where there is none, of the file; null for the whole line. */
export type ImportRowError = { level: ImportErrorLevel; field: string | null; reason: string };

export const errorOf = (field: string | null, reason: string): ImportRowError => ({ level: "error", field, reason });

/**
 * One record of the file. `line`: the number of its first line; lines count from 1, empty ones too. `raw`: the record as it
 * was read, cut at 10,000 characters; what PostgreSQL cannot keep (NUL, half of a surrogate pair) is U+FFFD in it.
 */
export type ImportedRow = { line: number; raw: string } /** `errors`: warnings; without any it is missing. */ & (
  | { customer: ImportedCustomer; errors?: ImportRowError[] }
  /** Refused: one of the errors is of the level `error`. */
  | { customer?: undefined; errors: ImportRowError[] }
);

/** What the header of a file says. */
export type ImportHeader = {
  format: ImportFormat;
  encoding: ImportEncoding;
  delimiter: ImportDelimiter;
  /** Every column of the file and where it goes; null: it is left out. */
  mapping: Record<string, string | null>;
  /** A warning for each column that is left out though the format does not know it. */
  warnings: ImportColumnWarning[];
};

/** `field`: the column of the file. */
export type ImportColumnWarning = { line: number; field: string; reason: string };

/**
 * A file that has been opened: its header is read and understood, its rows are read as they are asked for, up to
 * `ROW_BATCH` at a time and in the file's order. A generator a row would cost more than the reading itself.
 */
export type OpenedImport = ImportHeader & { rowBatches: AsyncGenerator<ImportedRow[]> };

/** How many rows one step of `rowBatches` has at most: few, so that they are gone before V8 takes them for lasting. */
export const ROW_BATCH = 100;
