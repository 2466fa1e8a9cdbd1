/**
 * What the routes of imports take and return, as JSON. Shared with the dashboard, whose pages import these as types: this file
 * imports nothing.
 */

export type ImportState =
  | "uploaded"
  | "validating"
  | "ready"
  | "importing"
  | "completed"
  | "completed_with_errors"
  | "failed"
  | "cancelled";

/** `own`, `mapped`, or the name of a system whose files are known, such as `shopify`. */
export type ImportFormat = string;
/** A label of the WHATWG Encoding Standard. */
export type ImportEncoding = string;
export type ImportDelimiter = "," | ";" | "\t" | "|";

/** Each column of the file and its target; null: the column is skipped. */
export type ImportMapping = Record<string, string | null>;

export type AdminImportOptions = {
  dry_run: boolean;
  on_conflict: "update" | "skip" | "fail";
  empty_cell: "keep" | "clear";
  create_groups: boolean;
  accounts: "invite" | "guest";
  accounts_by_email: "update" | "skip";
  emit_row_events: boolean;
  strict: boolean;
  max_addresses: number;
  encoding?: ImportEncoding;
  delimiter?: ImportDelimiter;
  mapping?: ImportMapping;
  /** Columns of our own format to the text that every row has where its cell is empty. */
  constants?: Record<string, string>;
  groups_separator?: "|" | "," | ";";
  external_id_prefix?: string;
  date_format?: string;
  provinces?: "iso" | "as_given";
  extend_format?: boolean;
};

/** The options in a form, or beside `file_id` in JSON. */
export type AdminImportOptionsInput = Partial<AdminImportOptions>;

export type AdminImportHeader = {
  format: ImportFormat;
  encoding: ImportEncoding;
  delimiter: ImportDelimiter;
  mapping: ImportMapping;
  /** Columns that are not used, though the format does not name them. `line`: that of the header. */
  warnings: { line: number; field: string; reason: string }[];
};

export type AdminImportOutcomes = { created: number; updated: number; unchanged: number; skipped: number };

export type AdminImport = AdminImportOutcomes & {
  id: string;
  state: ImportState;
  options: AdminImportOptions;
  header: AdminImportHeader | null;
  send_invitations: boolean;
  file_id: string | null;
  filename: string | null;
  total: number;
  invalid: number;
  /** Rows of a customer that an earlier row names: they are stored with that row. */
  folded: number;
  error_count: number;
  /** Rows with a warning, and the warnings of rows and columns. */
  warned: number;
  warning_count: number;
  expected: (AdminImportOutcomes & { invitations: number }) | null;
  applied_line: number;
  error: string | null;
  created_by: string | null;
  started_at: string | null;
  completed_at: string | null;
  expires_at: string;
  created_at: string;
  updated_at: string;
  progress: { processed: number; rate: number | null; seconds_left: number | null };
};

/** A row of the file as it was understood. */
export type AdminImportPreviewRow = {
  line: number;
  raw: string;
  customer?: Record<string, unknown>;
  errors?: { level: ImportErrorLevel; field: string | null; reason: string }[];
};

/** An error refuses its row. The row of a warning is stored. */
export type ImportErrorLevel = "error" | "warning";

export type AdminImportRowError = {
  line: number;
  level: ImportErrorLevel;
  field: string | null;
  reason: string;
  raw: string;
};

export type AdminImportResponse = { import: AdminImport };
export type AdminImportStartedResponse = AdminImportResponse & { preview: AdminImportPreviewRow[] };

/** `mapping` has the columns in the order of the file, which that of the import itself does not. */
export type AdminImportPreviewResponse = { header: AdminImportHeader; preview: AdminImportPreviewRow[] };

export type AdminImportListParams = { limit?: number; offset?: number };
export type AdminImportListResponse = { imports: AdminImport[]; count: number; limit: number; offset: number };

export type AdminImportErrorsParams = {
  limit?: number;
  offset?: number;
  format?: "json" | "csv";
  level?: ImportErrorLevel;
};
export type AdminImportErrorsResponse = {
  errors: AdminImportRowError[];
  count: number;
  dropped: number;
  limit: number;
  offset: number;
};

export type AdminConfirmImport = { send_invitations?: boolean };

/** Of a file whose header is not known. */
export type AdminImportRefusal = { type?: string; message: string; suggested_mapping?: ImportMapping };
