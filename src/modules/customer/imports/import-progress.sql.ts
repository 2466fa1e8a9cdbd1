import { queryRows, type Transaction } from "../database/transaction";
import { deleteImportErrors, deleteStagedRows } from "./delete-staged-rows.sql";
import {
  type CustomerImport,
  charactersPerLine,
  type ErrorRoom,
  type ExpectedOutcomes,
  IMPORT_COLUMNS_SQL,
  IMPORT_LEASED_BY_RUN,
  type ImportOutcomes,
  type ImportRun,
  MAX_IMPORT_ERRORS,
  MAX_IMPORT_WARNINGS,
  type RunningImport,
  WARNING_POSITION,
} from "./import-row.sql";
import type { ImportHeader } from "./types";

/** The run was taken for dead, or the import was cancelled: the process that works on it stops, and its open transaction is rolled back. */
export class ImportLost extends Error {
  constructor() {
    super("The import was taken from this process.");
  }
}

/** Index of all statements here: the primary key. */
const READ = `
  select ${IMPORT_COLUMNS_SQL}, run_id from customer_import
  where ${IMPORT_LEASED_BY_RUN} and state in ('validating', 'importing')
`;

const BEAT = `
  update customer_import set heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
  where ${IMPORT_LEASED_BY_RUN} and state in ('validating', 'importing') returning id
`;

/** Resets what an earlier run has read: the file is read again from its beginning. */
const BEGIN_READING = `
  update customer_import set
    header = ?::jsonb, total = 0, invalid = 0, folded = 0, error_count = 0, warned = 0, warning_count = ?, expected = null,
    heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
  where ${IMPORT_LEASED_BY_RUN} and state = 'validating' returning id
`;

const COUNT_READ = `
  update customer_import set
    total = total + ?, invalid = invalid + ?, error_count = error_count + ?,
    warned = warned + ?, warning_count = warning_count + ?,
    heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
  where ${IMPORT_LEASED_BY_RUN} and state in ('validating', 'importing') returning error_count, warning_count
`;

/** A row stored shows that the process gets on: its attempts are counted from 0 again. */
const COUNT_APPLIED = `
  update customer_import set
    applied_line = ?, created = created + ?, updated = updated + ?, unchanged = unchanged + ?, skipped = skipped + ?,
    invalid = invalid + ?, error_count = error_count + ?, attempts = 0,
    heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
  where ${IMPORT_LEASED_BY_RUN} and state = 'importing' returning error_count, warning_count
`;

/** Returns the import while the run still has it. @throws ImportLost */
export async function readRun(transaction: Transaction, run: ImportRun): Promise<RunningImport> {
  return one(await queryRows<RunningImport>(transaction, READ, [run.id, run.run_id]));
}

/** Extends the lease. @returns false when the import was taken from it. */
export async function heartbeatImport(transaction: Transaction, run: ImportRun): Promise<boolean> {
  return (await queryRows(transaction, BEAT, [run.id, run.run_id])).length > 0;
}

/** @throws ImportLost */
export async function beginReading(transaction: Transaction, run: ImportRun, header: ImportHeader): Promise<void> {
  const { warnings } = header;
  const bindings = [JSON.stringify(header), warnings.length, run.id, run.run_id];
  one(await queryRows(transaction, BEGIN_READING, bindings));
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

/** Columns that are left out; the line is the header's. */
const COLUMN_WARNINGS = `
  insert into customer_import_error (import_id, line, position, level, field, reason, raw)
  select ?, line, ${WARNING_POSITION} + place, 'warning', field, reason, ''
  from unnest(?::int[], ?::text[], ?::text[]) with ordinality as warning (line, field, reason, place)
`;

type Counted = { error_count: number; warning_count: number };

const roomOf = (counted: number, count: number, most: number): number =>
  Math.max(0, Math.min(counted, most - count + counted));

/** Returns what may be kept of the errors and warnings that were counted last. */
const roomFor = (
  { errors, warnings = 0 }: { errors: number; warnings?: number },
  { error_count, warning_count }: Counted,
): ErrorRoom => ({
  errors: roomOf(errors, error_count, MAX_IMPORT_ERRORS),
  warnings: roomOf(warnings, warning_count, MAX_IMPORT_WARNINGS),
  characters: charactersPerLine(error_count + warning_count),
});

/** What was read: rows, rows found wrong and their errors, rows with a warning and these warnings. */
export type ReadCounts = { total?: number; invalid?: number; errors?: number; warned?: number; warnings?: number };

/**
 * Counts rows that were read. Locks the import for as long as the transaction lasts.
 *
 * @returns what may be kept of the errors. @throws ImportLost
 */
export async function countRead(
  transaction: Transaction,
  run: ImportRun,
  { total = 0, invalid = 0, errors = 0, warned = 0, warnings = 0 }: ReadCounts,
): Promise<ErrorRoom> {
  const counts = [total, invalid, errors, warned, warnings];
  const counted = one(await queryRows<Counted>(transaction, COUNT_READ, [...counts, run.id, run.run_id]));
  return roomFor({ errors, warnings }, counted);
}

/**
 * The progress mark of a batch, written in its transaction: either both are there or none, and a process that has lost the
 * import stores nothing more. Each invalid row has one error here.
 *
 * @returns what may be kept of the errors. @throws ImportLost
 */
export async function countApplied(
  transaction: Transaction,
  run: ImportRun,
  { line, invalid, ...done }: ImportOutcomes & { line: number; invalid: number },
): Promise<ErrorRoom> {
  const counts = [done.created, done.updated, done.unchanged, done.skipped, invalid, invalid];
  const counted = one(await queryRows<Counted>(transaction, COUNT_APPLIED, [line, ...counts, run.id, run.run_id]));
  return roomFor({ errors: invalid }, counted);
}

export type ImportEnd =
  | { state: "ready"; expected: ExpectedOutcomes }
  /** A dry run: what was expected is its result. */
  | { state: "dry_run_completed"; expected: ExpectedOutcomes }
  | { state: "completed" }
  | { state: "failed"; error: string };

const COMPLETED = "case when invalid > 0 then 'completed_with_errors' else 'completed' end";
const ended = (ttl: string) => `
  run_id = null, heartbeat_at = null, attempts = 0, updated_at = clock_timestamp(), completed_at = clock_timestamp(),
  expires_at = clock_timestamp() + ${ttl} * interval '1 hour'
`;

const READY = `
  update customer_import set
    state = 'ready', expected = ?::jsonb, run_id = null, heartbeat_at = null, attempts = 0, started_at = null,
    updated_at = clock_timestamp(), expires_at = clock_timestamp() + ? * interval '1 hour'
  where ${IMPORT_LEASED_BY_RUN} and state = 'validating' returning ${IMPORT_COLUMNS_SQL}
`;
const DRY_RUN_ENDED = `
  update customer_import set
    state = ${COMPLETED}, expected = ?::jsonb, created = ?, updated = ?, unchanged = ?, skipped = ?, ${ended("?")}
  where ${IMPORT_LEASED_BY_RUN} and state = 'validating' returning ${IMPORT_COLUMNS_SQL}
`;
/** Only when each valid row is accounted for: rows that are gone, after a crash of PostgreSQL, are none of the stored. */
const COMPLETE = `
  update customer_import set state = ${COMPLETED}, ${ended("?")}
  where ${IMPORT_LEASED_BY_RUN} and state = 'importing' and created + updated + unchanged + skipped = total - invalid - folded
  returning ${IMPORT_COLUMNS_SQL}
`;
const FAIL = `
  update customer_import set state = 'failed', error = ?, ${ended("?")}
  where ${IMPORT_LEASED_BY_RUN} and state in ('validating', 'importing') returning ${IMPORT_COLUMNS_SQL}
`;

/** How a run ended. @returns undefined when the import was taken from it, or rows are missing that were to be stored. */
export async function endRun(
  transaction: Transaction,
  run: ImportRun,
  { end, ttlHours }: { end: ImportEnd; ttlHours: number },
): Promise<CustomerImport | undefined> {
  const mine = [run.id, run.run_id];
  const [statement, bindings] = ending(end, ttlHours);
  const [written] = await queryRows<CustomerImport>(transaction, statement, [...bindings, ...mine]);
  if (written && end.state !== "ready") {
    await deleteStagedRows(transaction, [run.id]);
  }
  return written;
}

function ending(end: ImportEnd, ttlHours: number): [string, unknown[]] {
  if (end.state === "ready") {
    return [READY, [JSON.stringify(end.expected), ttlHours]];
  }
  if (end.state === "dry_run_completed") {
    const { created, updated, unchanged, skipped } = end.expected;
    return [DRY_RUN_ENDED, [JSON.stringify(end.expected), created, updated, unchanged, skipped, ttlHours]];
  }
  return end.state === "failed" ? [FAIL, [end.error, ttlHours]] : [COMPLETE, [ttlHours]];
}

/** Twice as long after each attempt, ten minutes at most: ten attempts take the better part of an hour. */
const LATER = "clock_timestamp() + least(5 * power(2, attempts), 600) * interval '1 second'";

const RELEASE = `
  update customer_import set
    heartbeat_at = null, error = ?, retry_at = case when ?::boolean then ${LATER} end, updated_at = clock_timestamp()
  where ${IMPORT_LEASED_BY_RUN} and state in ('validating', 'importing') returning id
`;

/**
 * Gives the import back, for the next process to resume it where it stands: at once, or after a while where the reason is
 * one that time heals.
 */
export async function releaseRun(transaction: Transaction, run: ImportRun, reason: string | null): Promise<void> {
  await queryRows(transaction, RELEASE, [reason, reason !== null, run.id, run.run_id]);
}

function one<Row>(rows: Row[]): Row {
  if (!rows.length) {
    throw new ImportLost();
  }
  return rows[0];
}
