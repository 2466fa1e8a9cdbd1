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

export type ImportFormat = "own" | "shopify" | "woocommerce" | "mapped";
export type ImportEncoding = "utf-8" | "utf-16le" | "utf-16be" | "latin1";
export type ImportDelimiter = "," | ";" | "\t" | "|";

/** Each column of the file and its target; null: the column is skipped. */
export type ImportMapping = Record<string, string | null>;

export type AdminImportOptions = {
  dry_run: boolean;
  on_conflict: "update" | "skip" | "fail";
  empty_cell: "keep" | "clear";
  create_groups: boolean;
  accounts: "invite" | "guest";
  emit_row_events: boolean;
  max_addresses: number;
  encoding?: ImportEncoding;
  delimiter?: ImportDelimiter;
  mapping?: ImportMapping;
};

/** The options in a form, or beside `file_id` in JSON. */
export type AdminImportOptionsInput = Partial<AdminImportOptions>;

export type AdminImportHeader = {
  format: ImportFormat;
  encoding: ImportEncoding;
  delimiter: ImportDelimiter;
  mapping: ImportMapping;
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
  error_count: number;
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
  errors?: { field: string | null; reason: string }[];
};

export type AdminImportRowError = {
  line: number;
  field: string | null;
  reason: string;
  raw: string;
  /** Missing: an error. The row of a warning is stored all the same. */
  level?: "error" | "warning";
};

export type AdminImportResponse = { import: AdminImport };
export type AdminImportStartedResponse = AdminImportResponse & { preview: AdminImportPreviewRow[] };

/** `mapping` has the columns in the order of the file, which that of the import itself does not. */
export type AdminImportPreviewResponse = { header: AdminImportHeader; preview: AdminImportPreviewRow[] };

export type AdminImportListParams = { limit?: number; offset?: number };
export type AdminImportListResponse = { imports: AdminImport[]; count: number; limit: number; offset: number };

export type AdminImportErrorsParams = { limit?: number; offset?: number; format?: "json" | "csv" };
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
