import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { ModuleCore } from "../database/module-core";
import type { RowEvent } from "../database/row-events";
import type { Transaction } from "../database/transaction";
import type { ImportOptions } from "./import-options";
import {
  beginReading,
  endRun,
  heartbeatImport,
  type ImportEnd,
  ImportLost,
  readRun,
  releaseRun,
} from "./import-progress.sql";
import type { CustomerImport, ExpectedOutcomes, ImportRun, RunningImport } from "./import-row.sql";
import { fillsFromAddresses, hasManyIds as isOfManyIds } from "./reading/formats/registry";
import { addOutcomes, type EstimatedOutcomes, estimateOutcomes, noOutcomes } from "./staging/estimate-outcomes.sql";
import { type FoldedFile, foldAgain, foldRows } from "./staging/fold-rows.sql";
import { deleteStagedRowsOf, dropDone, ImportPart, stageAgain, stageRows } from "./staging/stage-rows.sql";
import { analyzeStaleTables } from "./storing/analyze-tables.sql";
import {
  type AppliedBatch,
  applyBatch,
  BATCH_ROWS,
  COMPARED_ROWS,
  countWaiting,
  type ImportedLines,
  type WrittenRows,
} from "./storing/store-batch.sql";
import { CUSTOMER_KEYS, type ImportedRow, type ImportHeader, type OpenedImport } from "./types";

/** Rows of the file that are written to the database at once, while the next ones are read; fewer where they are long. */
const PART_ROWS = 2_000;
const PART_SIZE = 4_000_000;

/**
 * Messages that are made and emitted at once. Those of a whole batch, thousands, may live long enough for V8 to take them for
 * lasting: they left 450 MB to the slow garbage collection in one of two imports of a million rows, nothing in the other.
 */
const EVENTS_PER_EMIT = 100;

/**
 * Does the work of an import, for the process that has leased it. Each method is one short transaction or several; all write
 * nothing once another process has the import, and return `undefined` or `false` then.
 */
export class ImportRunService {
  constructor(private readonly core: ModuleCore) {}

  /** Extends the lease. @returns false when another process has the import. */
  async heartbeat(run: ImportRun, sharedContext: Context = {}): Promise<boolean> {
    return await this.core.transaction(sharedContext, (transaction) => heartbeatImport(transaction, run));
  }

  /**
   * Reads a file to its end, keeps its rows until they are stored, and finds what is wrong with them: each row by itself,
   * rows that name one customer twice, rows that conflict with stored customers. Memory stays flat.
   *
   * @returns the import, ready, or completed where it was a dry run; undefined when another process has it.
   * @throws what the reader throws: a file that cannot be read to its end.
   */
  async validate(
    run: RunningImport,
    opened: OpenedImport,
    sharedContext: Context = {},
  ): Promise<CustomerImport | undefined> {
    try {
      const { rowBatches, ...header } = opened;
      await this.core.transaction(sharedContext, (transaction) => beginReading(transaction, run, header));
      const rowCount = await readAll(rowBatches, {
        newPart: () => new ImportPart(run.id, run.options, addsOnly(header)),
        keep: (part) => this.core.transaction(sharedContext, (transaction) => stageRows(transaction, run, part)),
      });
      if (!rowCount) {
        throw new MedusaError(MedusaError.Types.INVALID_DATA, "The file has a header and no rows below it.");
      }
      await this.fold(run, { ...foldedFile(header, run.options), apply: foldRows }, sharedContext);
      const expected = await this.estimateAll(run, sharedContext);
      return await this.end(
        run,
        { state: run.options.dry_run ? "dry_run_completed" : "ready", expected },
        sharedContext,
      );
    } catch (error) {
      return unlessLost(error);
    }
  }

  /**
   * Whether the rows that are not stored yet are all there: PostgreSQL empties their table when it has crashed. If not,
   * `reread` brings them back. @returns undefined when another process has the import.
   */
  async hasAllRows(run: ImportRun, sharedContext: Context = {}): Promise<boolean | undefined> {
    try {
      return await this.core.transaction(sharedContext, async (transaction) => {
        const running = await readRun(transaction, run);
        const done = running.created + running.updated + running.unchanged + running.skipped;
        const { total, invalid, folded } = running;
        return (await countWaiting(transaction, running)) === total - invalid - folded - done;
      });
    } catch (error) {
      return unlessLost(error);
    }
  }

  /** Reads the file once more, for the rows that are not stored yet. @returns false when another process has the import. */
  async reread(run: ImportRun, opened: OpenedImport, sharedContext: Context = {}): Promise<boolean> {
    try {
      const { options } = await this.core.transaction(sharedContext, (transaction) =>
        deleteStagedRowsOf(transaction, run),
      );
      const { rowBatches, ...header } = opened;
      await readAll(rowBatches, {
        newPart: () => new ImportPart(run.id, options, addsOnly(header)),
        keep: (part) => this.core.transaction(sharedContext, (transaction) => stageAgain(transaction, run, part)),
      });
      // Rows are deleted last: a row that is stored, or was refused, may be the first of its customer.
      await this.fold(run, { ...foldedFile(header, options), apply: foldAgain }, sharedContext);
      await this.core.transaction(sharedContext, (transaction) => dropDone(transaction, run));
      return true;
    } catch (error) {
      unlessLost(error);
      return false;
    }
  }

  /**
   * Stores the next rows of an import, all or none, and emits the events of each that was written.
   *
   * The rows are committed when the events are emitted. An event bus that fails must not end the import then: the next run
   * continues behind these rows, and would emit nothing for them either.
   *
   * @param limit how many at most: `limit` of the batch before. `onWritten`: is called with what the batch wrote, once it is
   * committed. `onUnsent`: is called when events of the committed lines were not emitted; without it the error is thrown.
   * @returns what was done, `rows: 0` when nothing waits any more; undefined when another process has the import.
   * @throws MedusaError (conflict) when another writer met the same rows; nothing was stored, and it can be tried again.
   */
  async storeBatch(
    run: ImportRun,
    { limit = BATCH_ROWS, onWritten, onUnsent }: BatchInput = {},
    sharedContext: Context = {},
  ): Promise<Omit<AppliedBatch, "written" | "lines"> | undefined> {
    try {
      const { written, lines, ...batch } = await this.core.transaction(sharedContext, (transaction) =>
        applyBatch(transaction, run, { limit }),
      );
      for (const emit of [() => this.emitWrittenRows(written, sharedContext), async () => await onWritten?.(written)]) {
        await emit().catch((error: unknown) => {
          if (!onUnsent) {
            throw error;
          }
          onUnsent(lines, error);
        });
      }
      // Without the ids: the caller would hold them until the next batch is done, too long for V8 to think them short-lived.
      return batch;
    } catch (error) {
      return unlessLost(error);
    }
  }

  /**
   * Ends a run: everything is stored, or it cannot go on, for a reason that the admin sees.
   *
   * @returns undefined when another process has the import, or not everything is stored.
   */
  async finish(
    run: ImportRun,
    { error }: { error?: string } = {},
    sharedContext: Context = {},
  ): Promise<CustomerImport | undefined> {
    return await this.end(
      run,
      error === undefined ? { state: "completed" } : { state: "failed", error },
      sharedContext,
    );
  }

  /**
   * Releases an import as it is: the next process resumes it at once, or after a while where there is a reason, which the
   * import shows until then.
   */
  async release(
    run: ImportRun,
    { reason = null }: { reason?: string | null } = {},
    sharedContext: Context = {},
  ): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => releaseRun(transaction, run, reason));
  }

  private async end(run: ImportRun, end: ImportEnd, sharedContext: Context): Promise<CustomerImport | undefined> {
    const ttlHours = this.core.options.import_ttl_hours;
    return await this.core.transaction(sharedContext, (transaction) => endRun(transaction, run, { end, ttlHours }));
  }

  /** Folds rows by one key after the other, each in one transaction: the import's row is not locked during a search. */
  private async fold(run: ImportRun, { apply, ...file }: Folding, sharedContext: Context): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) =>
      analyzeStaleTables(transaction, ["customer_import_row"]),
    );
    for (const key of CUSTOMER_KEYS) {
      await this.core.transaction(sharedContext, (transaction) => apply(transaction, run, { ...file, key }));
    }
  }

  private async estimateAll(run: RunningImport, sharedContext: Context): Promise<ExpectedOutcomes> {
    let expected = noOutcomes();
    let limit = COMPARED_ROWS;
    for (let after: number | null = 0; after !== null; ) {
      const next = { after, limit };
      const seen: EstimatedOutcomes = await this.core.transaction(sharedContext, (transaction) =>
        estimateOutcomes(transaction, run, next),
      );
      expected = addOutcomes(expected, seen.expected);
      ({ next: after, limit } = seen);
    }
    return expected;
  }

  private async emitWrittenRows(written: WrittenRows, sharedContext: Context): Promise<void> {
    for (const [event, ids] of eventsOf(written)) {
      for (let from = 0; from < ids.length; from += EVENTS_PER_EMIT) {
        await this.core.emitting(sharedContext, async (context) => {
          this.core.addRowEvents(context, event, ids.slice(from, from + EVENTS_PER_EMIT));
        });
      }
    }
  }
}

/** Rows of PrestaShop's table of addresses name their customer by its id alone: a customer of that alone would be another. */
const addsOnly = ({ format, mapping }: ImportHeader): boolean =>
  format === "prestashop" && Object.values(mapping).includes("address_1_address_1");

/** With `strict`, rows of several ids are errors, as in any other file. */
const hasManyIds = ({ format, mapping }: ImportHeader, { strict }: ImportOptions): boolean =>
  !strict && isOfManyIds(format) && Object.values(mapping).includes("external_id");

const foldedFile = (header: ImportHeader, options: ImportOptions): Omit<FoldedFile, "key"> => ({
  ...{ header, maxAddresses: options.max_addresses, hasManyIds: hasManyIds(header, options) },
  fillsFromAddresses: fillsFromAddresses(header.format),
});

type Folding = Omit<FoldedFile, "key"> & {
  apply(transaction: Transaction, run: ImportRun, file: FoldedFile): Promise<void>;
};

type BatchInput = {
  limit?: number;
  onWritten?(written: WrittenRows): Promise<void>;
  onUnsent?(lines: ImportedLines, error: unknown): void;
};

type Reading = {
  newPart(): ImportPart;
  keep(part: ImportPart): Promise<void>;
};

/** Writes a part while the next one is read: the database copies, this process reads. @returns how many rows there are. */
async function readAll(batches: AsyncIterable<ImportedRow[]>, { newPart, keep }: Reading): Promise<number> {
  let rowCount = 0;
  let part = newPart();
  let keeping: Promise<void> = Promise.resolve();
  try {
    for await (const rows of batches) {
      part.add(rows);
      rowCount += rows.length;
      if (part.total >= PART_ROWS || part.size >= PART_SIZE) {
        await keeping;
        keeping = keep(part);
        // Its error comes up when its turn comes.
        keeping.catch(() => {});
        part = newPart();
      }
    }
  } finally {
    await keeping;
  }
  if (part.total) {
    await keep(part);
  }
  return rowCount;
}

const eventsOf = ({ customers, addresses, groups, memberships }: WrittenRows): [RowEvent, string[]][] => [
  [{ action: "created", object: "customer_group" }, groups.created],
  [{ action: "created", object: "customer" }, customers.created],
  [{ action: "updated", object: "customer" }, customers.updated],
  [{ action: "created", object: "customer_address" }, addresses.created],
  [{ action: "updated", object: "customer_address" }, addresses.updated],
  [{ action: "created", object: "customer_group_customer" }, memberships.created],
];

/** @throws the error, unless it says that another process has the import. */
function unlessLost(error: unknown): undefined {
  if (!(error instanceof ImportLost)) {
    throw error;
  }
}
