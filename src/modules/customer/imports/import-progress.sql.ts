import { bindingsOf } from "../database/lease";
import { HEARTBEAT, type LeasedUpdate, RELEASE, updateLeased } from "../database/lease.sql";
import { queryRows, type Transaction } from "../database/transaction";
import { deleteImportErrors, deleteStagedRows } from "./delete-staged-rows.sql";
import { IMPORT_LEASE } from "./import-lease";
import {
  type CustomerImport,
  charactersPerLine,
  type ErrorRoom,
  type ExpectedOutcomes,
  IMPORT_COLUMNS_SQL,
  type ImportOutcomes,
  type ImportRun,
  MAX_IMPORT_ERRORS,
  MAX_IMPORT_WARNINGS,
  type RunningImport,
  WARNING_POSITION,
} from "./import-row.sql";
import type { ImportHeader } from "./types";

/** The run has lost its lease, or an admin has cancelled the import: the run stops, and its transaction is rolled back. */
export class ImportLost extends Error {
  constructor() {
    super("The import was taken from this process.");
  }
}

/** Index: the primary key. */
const READ = `select ${IMPORT_COLUMNS_SQL}, run_id from customer_import where ${IMPORT_LEASE.LEASED_BY_RUN}`;

const CHANGED = "updated_at = clock_timestamp()";

/** Resets what an earlier run has read: the file is read again from its beginning. */
const BEGIN_READING = `
  header = ?::jsonb, total = 0, invalid = 0, folded = 0, error_count = 0, warned = 0, warning_count = ?, expected = null,
  ${HEARTBEAT}, ${CHANGED}
`;

/** Warnings about columns that are not used. The line is the header's. Index: customer_import_error_pkey. */
const COLUMN_WARNINGS = `
  insert into customer_import_error (import_id, line, position, level, field, reason, raw)
  select ?, line, ${WARNING_POSITION} + place, 'warning', field, reason, ''
  from unnest(?::int[], ?::text[], ?::text[]) with ordinality as warning (line, field, reason, place)
`;

const COUNT_READ = `
  total = total + ?, invalid = invalid + ?, error_count = error_count + ?,
  warned = warned + ?, warning_count = warning_count + ?, ${HEARTBEAT}, ${CHANGED}
`;

/** A stored row shows that the process makes progress: its attempts are counted from 0 again. */
const COUNT_APPLIED = `
  applied_line = ?, created = created + ?, updated = updated + ?, unchanged = unchanged + ?, skipped = skipped + ?,
  invalid = invalid + ?, error_count = error_count + ?, attempts = 0, ${HEARTBEAT}, ${CHANGED}
`;

/** Returns the import while the run has its lease. @throws ImportLost */
export async function readRun(transaction: Transaction, run: ImportRun): Promise<RunningImport> {
  const rows = await queryRows<RunningImport>(transaction, READ, bindingsOf(IMPORT_LEASE, run));
  return rows.at(0) ?? throwLost();
}

/** Extends the lease. @returns false when the run has lost it. */
export async function heartbeatImport(transaction: Transaction, run: ImportRun): Promise<boolean> {
  return (await update(transaction, run, { set: `${HEARTBEAT}, ${CHANGED}` })) !== undefined;
}

/** Resets an import for a run that reads its file. @throws ImportLost */
export async function beginReading(transaction: Transaction, run: ImportRun, header: ImportHeader): Promise<void> {
  const { warnings } = header;
  const bindings = [JSON.stringify(header), warnings.length];
  if (!(await update(transaction, run, { set: BEGIN_READING, bindings, and: "state = 'validating'" }))) {
    throwLost();
  }
  await deleteImportErrors(transaction, [run.id]);
  await deleteStagedRows(transaction, [run.id]);
  if (warnings.length) {
    await queryRows(transaction, COLUMN_WARNINGS, [
      run.id,
      warnings.map(({ line }) => line),
      warnings.map(({ field }) => field),
      warnings.map(({ reason }) => reason),
    ]);
  }
}

type Counted = { error_count: number; warning_count: number };
const COUNTED = "error_count, warning_count";

/** Of those counted last, how many fit below the limit. */
const roomOf = (counted: number, { count, limit }: { count: number; limit: number }): number =>
  Math.max(0, Math.min(counted, limit - count + counted));

/** Returns what may be kept of the errors and warnings that were counted last. */
const roomFor = (
  { errors, warnings = 0 }: { errors: number; warnings?: number },
  { error_count, warning_count }: Counted,
): ErrorRoom => ({
  errors: roomOf(errors, { count: error_count, limit: MAX_IMPORT_ERRORS }),
  warnings: roomOf(warnings, { count: warning_count, limit: MAX_IMPORT_WARNINGS }),
  characters: charactersPerLine(error_count + warning_count),
});

/** Rows that were read; rows with errors, and their errors; rows with warnings, and their warnings. */
export type ReadCounts = { total?: number; invalid?: number; errors?: number; warned?: number; warnings?: number };

/**
 * Counts rows that were read, their errors and warnings. Locks the import until the transaction ends.
 *
 * @returns what may be kept of the errors and warnings. @throws ImportLost
 */
export async function countRead(
  transaction: Transaction,
  run: ImportRun,
  { total = 0, invalid = 0, errors = 0, warned = 0, warnings = 0 }: ReadCounts,
): Promise<ErrorRoom> {
  const bindings = [total, invalid, errors, warned, warnings];
  const row = await update<Counted>(transaction, run, { set: COUNT_READ, bindings, returning: COUNTED });
  return roomFor({ errors, warnings }, row ?? throwLost());
}

/**
 * Counts the rows of a batch, in its transaction: rows and progress are committed together, and a run that has lost the
 * lease stores nothing. Each invalid row has one error here.
 *
 * @returns what may be kept of the errors. @throws ImportLost
 */
export async function countApplied(
  transaction: Transaction,
  run: ImportRun,
  { line, invalid, ...done }: ImportOutcomes & { line: number; invalid: number },
): Promise<ErrorRoom> {
  const bindings = [line, done.created, done.updated, done.unchanged, done.skipped, invalid, invalid];
  const counted = { set: COUNT_APPLIED, bindings, and: "state = 'importing'", returning: COUNTED };
  const row = await update<Counted>(transaction, run, counted);
  return roomFor({ errors: invalid }, row ?? throwLost());
}

export type ImportEnd =
  | { state: "ready"; expected: ExpectedOutcomes }
  /** A dry run: the expected outcomes are its result. */
  | { state: "dry_run_completed"; expected: ExpectedOutcomes }
  | { state: "completed" }
  | { state: "failed"; error: string };

const COMPLETED = "state = case when invalid > 0 then 'completed_with_errors' else 'completed' end";
const NO_RUN = `run_id = null, heartbeat_at = null, attempts = 0, ${CHANGED}`;
const ENDED = `${NO_RUN}, completed_at = clock_timestamp()`;
const EXPIRES = "expires_at = clock_timestamp() + ? * interval '1 hour'";

/** Ends a run. @returns undefined when it has lost the lease, or rows are missing that were to be stored. */
export async function endRun(
  transaction: Transaction,
  run: ImportRun,
  { end, ttlHours }: { end: ImportEnd; ttlHours: number },
): Promise<CustomerImport | undefined> {
  const { set, bindings = [], and } = ending(end);
  const ended = { set: `${set}, ${EXPIRES}`, bindings: [...bindings, ttlHours], and, returning: IMPORT_COLUMNS_SQL };
  const written = await update<CustomerImport>(transaction, run, ended);
  if (written && end.state !== "ready") {
    await deleteStagedRows(transaction, [run.id]);
  }
  return written;
}

function ending(end: ImportEnd): LeasedUpdate {
  if (end.state === "ready") {
    const set = `state = 'ready', expected = ?::jsonb, started_at = null, ${NO_RUN}`;
    return { set, bindings: [JSON.stringify(end.expected)], and: "state = 'validating'" };
  }
  if (end.state === "dry_run_completed") {
    const { created, updated, unchanged, skipped } = end.expected;
    const set = `${COMPLETED}, expected = ?::jsonb, created = ?, updated = ?, unchanged = ?, skipped = ?, ${ENDED}`;
    const bindings = [JSON.stringify(end.expected), created, updated, unchanged, skipped];
    return { set, bindings, and: "state = 'validating'" };
  }
  if (end.state === "failed") {
    return { set: `state = 'failed', error = ?, ${ENDED}`, bindings: [end.error] };
  }
  // Only when each valid row is counted: rows that a crash of PostgreSQL has deleted are not stored.
  const and = "state = 'importing' and created + updated + unchanged + skipped = total - invalid - folded";
  return { set: `${COMPLETED}, ${ENDED}`, and };
}

/** Twice as long after each attempt, ten minutes at most: ten attempts take the better part of an hour. */
const LATER = "clock_timestamp() + least(5 * power(2, attempts), 600) * interval '1 second'";

/** Releases an import: another run resumes it at once, or after a while when there is a reason that may pass. */
export async function releaseRun(transaction: Transaction, run: ImportRun, reason: string | null): Promise<void> {
  await update(transaction, run, {
    set: `${RELEASE}, error = ?, retry_at = case when ?::boolean then ${LATER} end, ${CHANGED}`,
    bindings: [reason, reason !== null],
  });
}

async function update<Row>(transaction: Transaction, run: ImportRun, change: LeasedUpdate): Promise<Row | undefined> {
  return await updateLeased<keyof ImportRun, Row>(transaction, IMPORT_LEASE, run, change);
}

function throwLost(): never {
  throw new ImportLost();
}
