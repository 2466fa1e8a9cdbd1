import type { ImportOptions } from "./import-options";
import type { ImportHeader } from "./types";

export const IMPORT_STATES = [
  ...(["uploaded", "validating", "ready", "importing"] as const),
  ...(["completed", "completed_with_errors", "failed", "cancelled"] as const),
] as const;

export type ImportState = (typeof IMPORT_STATES)[number];

/** What became, or will become, of rows without an error. */
export type ImportOutcomes = { created: number; updated: number; unchanged: number; skipped: number };

/** `invitations`: new customers with an account, each of whom gets an invitation. */
export type ExpectedOutcomes = ImportOutcomes & { invitations: number };

/** An import as the service answers it. */
export type CustomerImport = ImportOutcomes & {
  id: string;
  state: ImportState;
  options: ImportOptions;
  /** What the file's header says, once it has been read. */
  header: ImportHeader | null;
  /** Whether the invitations that it makes are mailed; else they are held until an admin sends them. */
  send_invitations: boolean;
  /** The id of the file in Medusa's File module; null for a file of the machine that the command runs on. */
  file_id: string | null;
  filename: string | null;
  /** Rows read so far; all of them once they are validated. */
  total: number;
  /** Rows with an error, found when the file was read, when it was validated, or when the row was to be stored. */
  invalid: number;
  /** Rows that are one customer with a row before them. */
  folded: number;
  /** Errors of these rows, a few each at most; the first 100,000 that are found are kept. */
  error_count: number;
  /** Rows with a warning, and warnings of these rows and of columns; the first 100,000 warnings are kept. */
  warned: number;
  warning_count: number;
  /** What was to be expected of the valid rows when they were validated; null before. */
  expected: ExpectedOutcomes | null;
  /** The line of the file up to which everything is stored. */
  applied_line: number;
  /** Why it failed, in words for the person who asked. */
  error: string | null;
  created_by: string | null;
  /** When the reading, or after it the storing, began. */
  started_at: Date | null;
  completed_at: Date | null;
  /** When the import, its errors and its file are deleted. */
  expires_at: Date;
  created_at: Date;
  updated_at: Date;
};

/** Who works on an import: its id, and the run that claimed it. A run that was given up for dead writes nothing more. */
export type ImportRun = { id: string; run_id: string };

export type RunningImport = CustomerImport & ImportRun;

export const IMPORT_COLUMNS_SQL = [
  ...["id", "state", "options", "header", "send_invitations", "file_id", "filename", "total", "invalid", "error_count"],
  ...["folded", "warned", "warning_count"],
  ...["created", "updated", "unchanged", "skipped", "expected", "applied_line", "error", "created_by"],
  ...["started_at", "completed_at", "expires_at", "created_at", "updated_at"],
].join(", ");

/**
 * A process tells that it lives every so often; one that has not for so many seconds is taken for dead. One that lives all
 * the same stores nothing more: its next batch is refused.
 */
export const IMPORT_HEARTBEAT_SECONDS = 5;
const DEAD_AFTER_SECONDS = 30;

/** Condition: a process works on it and lives. */
export const IMPORT_LEASE_IS_LIVE = `
  (state in ('validating', 'importing') and run_id is not null
    and heartbeat_at > clock_timestamp() - interval '${DEAD_AFTER_SECONDS} seconds')
`;

/** Condition: there is work to do, and no live process does it. */
export const IMPORT_OPEN = `
  (state in ('uploaded', 'validating', 'importing')
    and not coalesce(${IMPORT_LEASE_IS_LIVE}, false) and (retry_at is null or retry_at <= clock_timestamp()))
`;

/** Condition: the run that claimed it has it still. */
export const IMPORT_LEASED_BY_RUN = "id = ? and run_id = ?";

/** Each import holds two connections of the pool while it works. */
export const MAX_RUNNING_IMPORTS = 2;

/** How often an import is claimed without a row stored in between: a file that ends its process is not tried for ever. */
export const MAX_IMPORT_ATTEMPTS = 10;

/** Errors that are kept of an import, with the lines they are about: more than a person reads. */
export const MAX_IMPORT_ERRORS = 100_000;

/** Warnings that are kept beside the errors: a file of a million warnings does not hide its errors. */
export const MAX_IMPORT_WARNINGS = 100_000;

/** Where the warnings of a line begin among its errors: an error that is found later has the position 0. */
export const WARNING_POSITION = 100;

/** Errors up to which lines are kept as they were read, see `charactersPerLine`. */
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

/** Imports that wait. */
export const MAX_WAITING_IMPORTS = 20;
