import { setTimeout } from "node:timers/promises";
import { MedusaError } from "@medusajs/framework/utils";
import type { CustomerImport, RunningImport } from "../../modules/customer/imports/import-row.sql";
import type { ImportedLines, WrittenRows } from "../../modules/customer/imports/storing/store-batch.sql";
import type CustomerModuleService from "../../modules/customer/service";
import { isErrorOf } from "../../shared/errors";

/** Whoever has claimed an import, and how it reads the file. */
export type ImportWork = {
  service: CustomerModuleService;
  running: RunningImport;
  /** The file from its beginning; asked for once, or again when PostgreSQL has lost what was read. */
  open(): AsyncIterable<Buffer>;
  /** Called with what each batch wrote, once it is committed. */
  onWritten?(written: WrittenRows): Promise<void>;
  /** Called when events of lines that are committed were not emitted; the import goes on. */
  onUnsent?(lines: ImportedLines, error: unknown): void;
  /** Called after each batch that was stored. */
  onBatch?(rows: number): void;
};

/** How often a batch is tried that met another writer's rows. */
const TRIES = 10;

/** How often what PostgreSQL has lost is read again. */
const READINGS = 3;

/**
 * Does what is to be done with an import: reads and checks its file, or stores its rows to the end.
 *
 * @returns how it ended; undefined when it was taken from this process.
 * @throws MedusaError when the file cannot be read; whatever the database says.
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
 * Stores the rows, a batch at a time. The service gets no context of the workflow: the event group would hold the events of
 * all batches until the workflow ends, a million customers' in memory, and lose them with the process.
 *
 * @returns false when another process has the import.
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

/** A batch that gave way to another writer is tried again a little later. */
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
