import type { OwnAddressField } from "./reading/formats/own-columns";

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

/** Text to store, null to clear; a field that is missing stays as it is. */
export type ImportedAddress = {
  [Field in Exclude<OwnAddressField, "is_default_shipping" | "is_default_billing" | "metadata">]?: string | null;
} & {
  is_default_shipping?: boolean;
  is_default_billing?: boolean;
  /** JSON text, digits as written. */
  metadata?: string | null;
};

/** A customer as a line of the file says it. A field that is missing stays as it is, null clears it. */
export type ImportedCustomer = {
  id?: string;
  external_id?: string | null;
  /** In the store's one spelling. */
  email?: string | null;
  has_account?: boolean;
  company_name?: string | null;
  first_name?: string | null;
  last_name?: string | null;
  phone?: string | null;
  created_by?: string | null;
  /** ISO 8601; kept for customers that the import creates, passed over for those that exist. */
  created_at?: string;
  updated_at?: string;
  /**
   * JSON text of an object, digits as written. Of columns `metadata.KEY`, an empty cell that clears is the key with an
   * empty text, by which Medusa's updates take a key away.
   */
  metadata?: string | null;
  /** Names; the customer joins them and leaves none. */
  groups?: string[];
  addresses?: ImportedAddress[];
};

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
