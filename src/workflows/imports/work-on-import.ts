import { setTimeout } from "node:timers/promises";
import { MedusaError } from "@medusajs/framework/utils";
import type { CustomerImport, RunningImport } from "../../modules/customer/imports/import-row.sql";
import type { ImportedLines, WrittenRows } from "../../modules/customer/imports/storing/store-batch.sql";
import type CustomerModuleService from "../../modules/customer/service";
import { isErrorOf } from "../../shared/errors";

/** The run of an import, and how it reads the file. */
export type ImportWork = {
  service: CustomerModuleService;
  running: RunningImport;
  /** Opens the file at its beginning; called again when PostgreSQL has lost the staged rows. */
  open(): AsyncIterable<Buffer>;
  /** Called with what each batch wrote, once it is committed. */
  onWritten?(written: WrittenRows): Promise<void>;
  /** Called when events of committed lines were not emitted; the import continues. */
  onUnsent?(lines: ImportedLines, error: unknown): void;
  /** Called after each batch that was stored. */
  onBatch?(rows: number): void;
};

/** Attempts of a batch that conflicts with another writer. */
const TRIES = 10;

/** How often lost rows are read again. */
const READINGS = 3;

/**
 * Does the work of an import: reads and checks its file, or stores all of its rows.
 *
 * @returns the import at its end; undefined when the run has lost the lease.
 * @throws MedusaError when the file cannot be read; errors of the database.
 */
export async function workOnImport(work: ImportWork): Promise<CustomerImport | undefined> {
  const { service, running } = work;
  if (running.state === "validating") {
    return await service.importRuns.validate(running, await service.imports.open(work.open(), running.options));
  }
  for (let reading = 0; reading <= READINGS; reading++) {
    const isWhole = await service.importRuns.hasAllRows(running);
    if (isWhole === false) {
      await service.importRuns.reread(running, await service.imports.open(work.open(), running.options));
    }
    if (isWhole === undefined || !(await storeRows(work))) {
      return undefined;
    }
    const finished = await service.importRuns.finish(running);
    if (finished) {
      return finished;
    }
  }
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "Rows of the file were lost while they were stored, time and again. Import the file again.",
  );
}

/**
 * Stores the rows in batches.
 *
 * The service gets no context of the workflow: its event group would keep the events of all batches in memory until the
 * workflow ends, and lose them with the process.
 *
 * @returns false when the run has lost the lease.
 */
async function storeRows(work: ImportWork): Promise<boolean> {
  for (let limit: number | undefined; ; ) {
    const { onWritten, onUnsent } = work;
    const batch = await withTries(() =>
      work.service.importRuns.storeBatch(work.running, { limit, onWritten, onUnsent }),
    );
    if (!batch?.rows) {
      return batch !== undefined;
    }
    limit = batch.limit;
    work.onBatch?.(batch.rows);
  }
}

/** Retries a batch that conflicts with another writer, after a pause. */
async function withTries<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || !isConflict(error)) {
        throw error;
      }
      await setTimeout(50 * attempt);
    }
  }
}

function isConflict(error: unknown): boolean {
  return isErrorOf(error, MedusaError.Types.CONFLICT);
}
