import { createIds } from "../../database/create-ids";
import { queryRows, type Transaction } from "../../database/transaction";
import { deleteStagedRows } from "../delete-staged-rows.sql";
import type { ImportOptions } from "../import-options";
import { countRead, readRun } from "../import-progress.sql";
import { type ImportRun, type RunningImport, WARNING_POSITION } from "../import-row.sql";
import { CUSTOMER_KEYS, errorOf, hasKey, type ImportedCustomer, type ImportedRow, type ImportRowError } from "../types";
import { copyLines } from "./copy-lines.sql";
import { type RowToStage, STAGED_COLUMNS, stagedText } from "./staged-text";

/** Index: customer_import_error_pkey. */
const ERRORS = `
  insert into customer_import_error (import_id, line, position, level, field, reason, raw)
  select ?, * from unnest(?::int[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::text[])
`;

/** The first of a line brings up to 10,000 characters of it; the driver writes a statement's in one go. */
const ERRORS_AT_ONCE = 1_000;
const LETTERS_AT_ONCE = 500_000;
const ERRORS_PER_ROW = 20;

const KEYS = CUSTOMER_KEYS.map((key) => `an ${key}`);
const NO_KEY = `The row names no customer. Give ${KEYS.slice(0, -1).join(", ")} or ${KEYS.at(-1)}.`;

/** `raw`: the line, for its first error; empty for the others, which are read with that of the first. */
type LineError = ImportRowError & { line: number; position: number; raw: string };

/** Letters that become bytes at once: those of a whole part would be a rope that holds every cell. */
const PIECE = 64 * 1024;

/**
 * A part of the file, ready for the database: what is right as the bytes that COPY takes, what is wrong as errors. Rows
 * become bytes as soon as they are read. Kept as objects until their turn comes they would live long enough for V8 to take
 * them for lasting: of an import of 200,000 rows, 300 MB waited for the slow garbage collection.
 */
export class ImportPart {
  /** How many rows, and how many of them are wrong. */
  total = 0;
  invalid = 0;
  readonly wrong: LineError[] = [];
  /** Rows with a warning, and the warnings. */
  warned = 0;
  readonly warnings: LineError[] = [];
  /** Bytes for COPY, and letters of lines that are wrong. */
  size = 0;
  private readonly bytes: Buffer[] = [];
  private text = "";

  constructor(
    private readonly importId: string,
    private readonly options: ImportOptions,
    /** Whether rows without an email add to customers and make none. */
    private readonly addsOnly = false,
  ) {}

  add(rows: readonly ImportedRow[]): void {
    const { right, wrong, warnings } = partition(rows, this.options, this.addsOnly);
    this.total += rows.length;
    this.invalid += new Set(wrong.map(({ line }) => line)).size;
    this.wrong.push(...wrong);
    this.warned += warnings.reduce((sum, { position }) => sum + (position === WARNING_POSITION ? 1 : 0), 0);
    this.warnings.push(...warnings);
    this.size += [...wrong, ...warnings].reduce((sum, { raw }) => sum + raw.length, 0);
    for (const row of right) {
      this.text += stagedText(this.importId, row);
      if (this.text.length >= PIECE) {
        this.cut();
      }
    }
    this.cut();
  }

  /** The rows as COPY takes them. */
  get pieces(): readonly Buffer[] {
    return this.bytes;
  }

  private cut(): void {
    if (this.text) {
      const bytes = Buffer.from(this.text);
      this.bytes.push(bytes);
      this.size += bytes.length;
      this.text = "";
    }
  }
}

/**
 * Keeps a part of the file. Counts come first, since their row is the lock that keeps a process out which has lost the
 * import.
 *
 * @throws ImportLost
 */
export async function stageRows(transaction: Transaction, run: ImportRun, part: ImportPart): Promise<void> {
  const { total, invalid, wrong, warned, warnings } = part;
  const counts = { total, invalid, errors: wrong.length, warned, warnings: warnings.length };
  const room = await countRead(transaction, run, counts);
  const errors = [...wrong.slice(0, room.errors), ...warnings.slice(0, room.warnings)];
  await writeErrors(transaction, run.id, { errors, characters: room.characters });
  await copyRows(transaction, part);
}

/** Index: customer_import_error_pkey, IDX_customer_import_refused_import_id. */
const DONE = `
  delete from customer_import_row where import_id = ? and (line <= ? or line in (
    select line from customer_import_error where import_id = ? and level = 'error'
    union all
    select unnest(lines) from customer_import_refused where import_id = ?
  ))
`;

/**
 * Deletes the remaining rows, before they are read once more. The lock on the import's row comes first: no
 * other process can take the import over and stage rows before these are gone. @throws ImportLost
 */
export async function deleteStagedRowsOf(transaction: Transaction, run: ImportRun): Promise<RunningImport> {
  await countRead(transaction, run, {});
  await deleteStagedRows(transaction, [run.id]);
  return await readRun(transaction, run);
}

/**
 * Stages a part of the file again, after a crash of PostgreSQL has emptied the table. Counts and errors are there already.
 * @throws ImportLost
 */
export async function stageAgain(transaction: Transaction, run: ImportRun, part: ImportPart): Promise<void> {
  await countRead(transaction, run, {});
  await copyRows(transaction, part);
}

/** Deletes rows that are stored, and rows that were found wrong before: they still are. @throws ImportLost */
export async function dropDone(transaction: Transaction, run: ImportRun): Promise<void> {
  await countRead(transaction, run, {});
  const { applied_line } = await readRun(transaction, run);
  await queryRows(transaction, DONE, [run.id, applied_line, run.id, run.id]);
}

async function writeErrors(
  transaction: Transaction,
  importId: string,
  { errors, characters }: { errors: readonly LineError[]; characters: number },
): Promise<void> {
  for (const part of partsOf(errors)) {
    await queryRows(transaction, ERRORS, [
      importId,
      part.map(({ line }) => line),
      part.map(({ position }) => position),
      part.map(({ level }) => level),
      part.map(({ field }) => field),
      part.map(({ reason }) => reason),
      part.map(({ raw }) => raw.slice(0, characters)),
    ]);
  }
}

function* partsOf(errors: readonly LineError[]): Generator<LineError[]> {
  let part: LineError[] = [];
  let letters = 0;
  for (const error of errors) {
    part.push(error);
    letters += error.raw.length;
    if (part.length === ERRORS_AT_ONCE || letters > LETTERS_AT_ONCE) {
      yield part;
      part = [];
      letters = 0;
    }
  }
  if (part.length) {
    yield part;
  }
}

/** A row with a thousand cells may be wrong in each of them: more than a person reads. */
function firstErrors(errors: readonly ImportRowError[]): readonly ImportRowError[] {
  if (errors.length <= ERRORS_PER_ROW) {
    return errors;
  }
  const more = errors.length - ERRORS_PER_ROW;
  return [
    ...errors.slice(0, ERRORS_PER_ROW),
    { ...errors[0], field: null, reason: `There are ${more} more ${errors[0].level}s in this row.` },
  ];
}

async function copyRows(transaction: Transaction, { pieces }: ImportPart): Promise<void> {
  if (pieces.length) {
    await copyLines(transaction, `customer_import_row (${STAGED_COLUMNS})`, pieces);
  }
}

type PartitionedRows = { right: RowToStage[]; wrong: LineError[]; warnings: LineError[] };

function partition(rows: readonly ImportedRow[], options: ImportOptions, addsOnly: boolean): PartitionedRows {
  const right: RowToStage[] = [];
  const wrong: LineError[] = [];
  const warnings: LineError[] = [];
  const ids = createIds("cus", rows.length);
  const addressIds = createIds(
    "cuaddr",
    rows.reduce((sum, { customer }) => sum + (customer?.addresses?.length ?? 0), 0),
  );
  let used = 0;
  rows.forEach((row, index) => {
    const { line, raw } = row;
    const errors = row.customer ? errorsOf(row.customer, options) : row.errors;
    if (errors.length || !row.customer) {
      wrong.push(...lineErrors(row, [...errors, ...((row.customer && row.errors) ?? [])], 0));
      return;
    }
    if (row.errors) {
      warnings.push(...lineErrors(row, row.errors, WARNING_POSITION));
    }
    const customer = options.accounts === "guest" ? { ...row.customer, has_account: undefined } : row.customer;
    const addresses = customer.addresses?.length ?? 0;
    right.push({
      line,
      raw,
      customer,
      newId: customer.id ?? ids[index],
      clears: options.empty_cell === "clear",
      makesNone: addsOnly && !customer.email,
      addressIds: addressIds.slice(used, used + addresses),
    });
    used += addresses;
  });
  return { right, wrong, warnings };
}

/** What is wrong with a line, at its positions; the first brings the line itself. */
function lineErrors({ line, raw }: ImportedRow, errors: readonly ImportRowError[], from: number): LineError[] {
  return firstErrors(errors).map((error, place) => ({
    ...{ ...error, line, position: from + place },
    raw: place ? "" : raw,
  }));
}

/** What no reader of a file can tell: it depends on what was asked of the import. */
function errorsOf(customer: ImportedCustomer, { max_addresses }: ImportOptions): ImportRowError[] {
  const errors: ImportRowError[] = [];
  if (!hasKey(customer)) {
    errors.push(errorOf(null, NO_KEY));
  }
  const addresses = customer.addresses ?? [];
  if (addresses.length > max_addresses) {
    const reason = `The row has ${addresses.length} addresses; the import takes at most ${max_addresses} a row.`;
    errors.push(errorOf("addresses", reason));
  }
  for (const mark of ["is_default_shipping", "is_default_billing"] as const) {
    if (addresses.filter((address) => address[mark]).length > 1) {
      errors.push(errorOf(mark, `More than one address has "${mark}". Keep it for one of them.`));
    }
  }
  return errors;
}
