import type { Context } from "@medusajs/framework/types";
import {
  EmitEvents,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
} from "@medusajs/framework/utils";
import type { RowEvent } from "../database/row-events";
import { inTransaction } from "../database/transaction";
import {
  beatImport,
  beginReading,
  endRun,
  type ImportEnd,
  ImportLost,
  readRun,
  releaseRun,
} from "./import-progress.sql";
import type { CustomerImport, ExpectedOutcomes, ImportRun, RunningImport } from "./import-row.sql";
import { CustomerImportFacade } from "./import-service";
import { addOutcomes, type Foreseen, foreseeRows, noOutcomes } from "./staging/estimate-outcomes.sql";
import { refuseRepeats } from "./staging/reject-repeats.sql";
import { dropRefused, forgetStagedRows, ImportPart, stageAgain, stageRows } from "./staging/stage-rows.sql";
import {
  type AppliedBatch,
  applyBatch,
  BATCH_ROWS,
  countWaiting,
  type ImportedLines,
  type WrittenRows,
} from "./storing/store-batch";
import type { ImportedRow, OpenedImport } from "./types";

/** Rows of the file that are handed to the database at once, while the next ones are read; fewer where they are long. */
const PART_ROWS = 2_000;
const PART_SIZE = 4_000_000;

/**
 * Messages that are made and sent at once. Those of a whole batch, thousands, may live long enough for V8 to take them for
 * lasting: they left 450 MB to the slow garbage collection in one of two imports of a million rows, nothing in the other.
 */
const TOLD_AT_ONCE = 100;

/**
 * The part of the service that does the work of an import, for whoever has claimed it. Each method is a short transaction
 * or a number of them; all write nothing once the import was taken from the caller, and tell so by `undefined` or `false`.
 */
export abstract class CustomerImportRunFacade extends CustomerImportFacade {
  /** Tells that the process lives. @returns false when the import was taken from it. */
  @InjectManager()
  async reportCustomerImport(run: ImportRun, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    return await this.reportCustomerImport_(run, sharedContext);
  }

  @InjectTransactionManager()
  protected async reportCustomerImport_(
    run: ImportRun,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<boolean> {
    return await inTransaction(sharedContext, (transaction) => beatImport(transaction, run));
  }

  /**
   * Reads a file to its end, keeps its rows until they are stored, and finds what is wrong with them: each row by itself,
   * rows that name one customer twice, rows that stand against what is stored. Memory stays flat.
   *
   * @returns the import, ready, or completed where it was a dry run; undefined when it was taken from the caller.
   * @throws what the reader throws: a file that cannot be read to its end.
   */
  @InjectManager()
  async validateCustomerImport(
    run: RunningImport,
    opened: OpenedImport,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerImport | undefined> {
    try {
      const { rowBatches, ...header } = opened;
      await this.step_((transaction) => beginReading(transaction, run, header), sharedContext);
      const rowCount = await this.readAll(rowBatches, {
        newPart: () => new ImportPart(run.id, run.options),
        keep: (part) => this.step_((transaction) => stageRows(transaction, run, part), sharedContext),
      });
      if (!rowCount) {
        throw new MedusaError(MedusaError.Types.INVALID_DATA, "The file has a header and no rows below it.");
      }
      await this.step_((transaction) => refuseRepeats(transaction, run), sharedContext);
      const expected = await this.foreseeAll(run, sharedContext);
      return await this.endRun_(run, { state: run.options.dry_run ? "told" : "ready", expected }, sharedContext);
    } catch (error) {
      return unlessLost(error);
    }
  }

  private async foreseeAll(run: RunningImport, sharedContext: Context): Promise<ExpectedOutcomes> {
    let expected = noOutcomes();
    for (let after: number | null = 0; after !== null; ) {
      const line: number = after;
      const seen: Foreseen = await this.step_((transaction) => foreseeRows(transaction, run, line), sharedContext);
      expected = addOutcomes(expected, seen.expected);
      after = seen.next;
    }
    return expected;
  }

  /**
   * Whether the rows that are not stored yet are all there: PostgreSQL empties their table when it has crashed. If not,
   * `rereadCustomerImport` brings them back. @returns undefined when the import was taken from the caller.
   */
  @InjectManager()
  async isCustomerImportWhole(
    run: ImportRun,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<boolean | undefined> {
    try {
      return await this.step_(async (transaction) => {
        const running = await readRun(transaction, run);
        const done = running.created + running.updated + running.unchanged + running.skipped;
        return (await countWaiting(transaction, running)) === running.total - running.invalid - done;
      }, sharedContext);
    } catch (error) {
      return unlessLost(error);
    }
  }

  /** Reads the file once more, for the rows that are not stored yet. @returns false when it was taken from the caller. */
  @InjectManager()
  async rereadCustomerImport(
    run: ImportRun,
    opened: OpenedImport,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<boolean> {
    try {
      const { options, applied_line: after } = await this.step_(
        (transaction) => forgetStagedRows(transaction, run),
        sharedContext,
      );
      await this.readAll(opened.rowBatches, {
        newPart: () => new ImportPart(run.id, options),
        isWanted: ({ line }) => line > after,
        keep: (part) => this.step_((transaction) => stageAgain(transaction, run, part), sharedContext),
      });
      await this.step_((transaction) => dropRefused(transaction, run), sharedContext);
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
   * goes on behind these rows, and would emit nothing of them either.
   *
   * @param limit how many at most: `limit` of the batch before. `onWritten`: is called with what the batch wrote, once it is
   * committed. `onUnsent`: is called when events of the committed lines were not emitted; without it the error is thrown.
   * @returns what was done, `rows: 0` when nothing is left; undefined when the import was taken from the caller.
   * @throws MedusaError (conflict) when another writer met the same rows; nothing was stored, and it can be tried again.
   */
  @InjectManager()
  async applyCustomerImportBatch(
    run: ImportRun,
    { limit = BATCH_ROWS, onWritten, onUnsent }: BatchInput = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Omit<AppliedBatch, "written" | "lines"> | undefined> {
    try {
      const { written, lines, ...batch } = await this.applyCustomerImportBatch_(run, limit, sharedContext);
      for (const emit of [() => this.emitRows(written, sharedContext), async () => await onWritten?.(written)]) {
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

  @InjectTransactionManager()
  protected async applyCustomerImportBatch_(
    run: ImportRun,
    limit: number,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<AppliedBatch> {
    return await inTransaction(sharedContext, (transaction) => applyBatch(transaction, run, { limit }));
  }

  private async emitRows(written: WrittenRows, sharedContext: Context): Promise<void> {
    for (const [event, ids] of eventsOf(written)) {
      for (let from = 0; from < ids.length; from += TOLD_AT_ONCE) {
        await this.tell_(event, ids.slice(from, from + TOLD_AT_ONCE), sharedContext);
      }
    }
  }

  @EmitEvents()
  protected async tell_(
    event: RowEvent,
    ids: readonly string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    this.emitRowEvents(event, ids, sharedContext);
  }

  /**
   * How a run ended: everything is stored, or it cannot go on, for a reason that is told to the person who asked.
   *
   * @returns undefined when the import was taken from the caller, or not everything is stored.
   */
  @InjectManager()
  async finishCustomerImport(
    run: ImportRun,
    result: { error?: string } = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerImport | undefined> {
    const { error } = result;
    return await this.endRun_(
      run,
      error === undefined ? { state: "completed" } : { state: "failed", error },
      sharedContext,
    );
  }

  @InjectTransactionManager()
  protected async endRun_(
    run: ImportRun,
    end: ImportEnd,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerImport | undefined> {
    const ttlHours = this.options_.import_ttl_hours;
    return await inTransaction(sharedContext, (transaction) => endRun(transaction, run, { end, ttlHours }));
  }

  /**
   * Gives an import back as it stands: the next process resumes it at once, or after a while where there is a reason, which
   * the import shows until then.
   */
  @InjectManager()
  async releaseCustomerImport(
    run: ImportRun,
    { reason = null }: { reason?: string | null } = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.step_((transaction) => releaseRun(transaction, run, reason), sharedContext);
  }

  /** Hands over parts while the next one is read: the database copies, this process reads. @returns how many rows there are. */
  private async readAll(batches: AsyncIterable<ImportedRow[]>, { newPart, isWanted, keep }: Reading): Promise<number> {
    let rowCount = 0;
    let part = newPart();
    let keeping: Promise<void> = Promise.resolve();
    try {
      for await (const rows of batches) {
        part.add(isWanted ? rows.filter(isWanted) : rows);
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
}

type BatchInput = {
  limit?: number;
  onWritten?(written: WrittenRows): Promise<void>;
  onUnsent?(lines: ImportedLines, error: unknown): void;
};

type Reading = {
  newPart(): ImportPart;
  /** Which rows are kept; all where it is not given. */
  isWanted?(row: ImportedRow): boolean;
  keep(part: ImportPart): Promise<void>;
};

const eventsOf = ({ customers, addresses, groups, memberships }: WrittenRows): [RowEvent, string[]][] => [
  [{ action: "created", object: "customer_group" }, groups.created],
  [{ action: "created", object: "customer" }, customers.created],
  [{ action: "updated", object: "customer" }, customers.updated],
  [{ action: "created", object: "customer_address" }, addresses.created],
  [{ action: "updated", object: "customer_address" }, addresses.updated],
  [{ action: "created", object: "customer_group_customer" }, memberships.created],
];

/** @throws the error, unless it says that the import was taken from the caller. */
function unlessLost(error: unknown): undefined {
  if (!(error instanceof ImportLost)) {
    throw error;
  }
}
