import type { LeaseRun } from "../database/lease";
import type { ImportOptions } from "./import-options";
import type { ImportHeader } from "./types";

export const IMPORT_STATES = [
  ...(["uploaded", "validating", "ready", "importing"] as const),
  ...(["completed", "completed_with_errors", "failed", "cancelled"] as const),
] as const;

export type ImportState = (typeof IMPORT_STATES)[number];

/** How many rows without an error had, or will have, which outcome. */
export type ImportOutcomes = { created: number; updated: number; unchanged: number; skipped: number };

/** `invitations`: new customers with an account, each of whom gets an invitation. */
export type ExpectedOutcomes = ImportOutcomes & { invitations: number };

/** An import, as the service returns it. */
export type CustomerImport = ImportOutcomes & {
  id: string;
  state: ImportState;
  options: ImportOptions;
  /** The header of the file, once it has been read. */
  header: ImportHeader | null;
  /** Whether its invitations are mailed; else they are held until an admin sends them. */
  send_invitations: boolean;
  /** The id of the file in Medusa's File module; null for a local file of the command. */
  file_id: string | null;
  filename: string | null;
  /** How many rows are read so far; all of them when they are validated. */
  total: number;
  /** Rows with an error that was found while reading, validating or storing. */
  invalid: number;
  /** Rows of a customer that an earlier row names: they are stored with that row. */
  folded: number;
  /** Errors of these rows, a few per row; the first 100,000 are kept. */
  error_count: number;
  /** Rows with a warning, and the warnings of rows and columns; the first 100,000 warnings are kept. */
  warned: number;
  warning_count: number;
  /** The expected outcomes of the valid rows; null until they are validated. */
  expected: ExpectedOutcomes | null;
  /** The line of the file up to which all rows are stored. */
  applied_line: number;
  /** Why it failed, for the admin. */
  error: string | null;
  created_by: string | null;
  /** When reading began; after the confirmation, when storing began. */
  started_at: Date | null;
  completed_at: Date | null;
  /** When the import, its errors and its file are deleted. */
  expires_at: Date;
  created_at: Date;
  updated_at: Date;
};

/** The run that works on an import. */
export type ImportRun = LeaseRun;

export type RunningImport = CustomerImport & ImportRun;

export const IMPORT_COLUMNS_SQL = [
  ...["id", "state", "options", "header", "send_invitations", "file_id", "filename", "total", "invalid", "error_count"],
  ...["folded", "warned", "warning_count"],
  ...["created", "updated", "unchanged", "skipped", "expected", "applied_line", "error", "created_by"],
  ...["started_at", "completed_at", "expires_at", "created_at", "updated_at"],
].join(", ");

/** Errors of an import that are kept, with their lines: more than an admin reads. */
export const MAX_IMPORT_ERRORS = 100_000;

/** Warnings that are kept beside the errors: a file of a million warnings does not hide its errors. */
export const MAX_IMPORT_WARNINGS = 100_000;

/** The position of a line's first warning; its errors have lower ones. */
export const WARNING_POSITION = 100;

/** The position of the first warning that a line has beside others of its customer, behind those of its reading. */
export const FOLDING_POSITION = 200;

/** The position of the first warning that a line has beside what is stored. */
export const MATCHING_POSITION = 300;

/** The number of errors up to which whole lines are kept, see `charactersPerLine`. */
export const MAX_WHOLE_LINES = 2_000;
export const WHOLE_LINE = 10_000;
export const SHORT_LINE = 500;

/**
 * Returns how many characters of a wrong line are kept. The number depends on the errors that the import has so far: 100,000
 * whole lines would be a gigabyte; so it is 69 million characters at most.
 */
export const charactersPerLine = (errorCount: number): number =>
  errorCount > MAX_WHOLE_LINES ? SHORT_LINE : WHOLE_LINE;

/** Room for errors and warnings that were just counted: how many are kept, and how many characters of each line. */
export type ErrorRoom = { errors: number; warnings: number; characters: number };

/** Imports that may wait at the same time. */
export const MAX_WAITING_IMPORTS = 20;
