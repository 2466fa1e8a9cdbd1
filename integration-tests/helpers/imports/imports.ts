import type { ImportOptionsInput } from "../../../src/modules/customer/imports/import-options";
import type { CustomerImport, RunningImport } from "../../../src/modules/customer/imports/import-row.sql";
import {
  type ImportedCustomer,
  type ImportedRow,
  type OpenedImport,
  ROW_BATCH,
} from "../../../src/modules/customer/imports/types";
import type CustomerModuleService from "../../../src/modules/customer/service";

/** A row of a file with only these values. The first row is line 2, below the header. */
export const rowsOf = (customers: readonly ImportedCustomer[]): ImportedRow[] =>
  customers.map((customer, index) => ({ line: index + 2, raw: `raw ${index + 2}`, customer }));

/** A file as its reader gives it. */
export function openedOf(rows: readonly ImportedRow[]): OpenedImport {
  return {
    ...{ format: "own", encoding: "utf-8", delimiter: ",", mapping: { email: "email" }, warnings: [] },
    rowBatches: (async function* () {
      for (let start = 0; start < rows.length; start += ROW_BATCH) {
        yield rows.slice(start, start + ROW_BATCH);
      }
    })(),
  };
}

/** The work of a process on imports, each step by itself. */
export function importClient(service: CustomerModuleService) {
  async function claim(id: string): Promise<RunningImport> {
    const claimed = await service.imports.lease(id);
    if (claimed.outcome !== "leased") {
      throw new Error(`The import was ${claimed.outcome}.`);
    }
    return claimed.import;
  }

  async function validate(rows: readonly ImportedRow[], options?: ImportOptionsInput): Promise<CustomerImport> {
    const { id } = await service.imports.create({ options });
    const run = await claim(id);
    return ended(await service.importRuns.validate(run, openedOf(rows)));
  }

  async function store(id: string, limit?: number): Promise<CustomerImport> {
    const run = await claim(id);
    for (let batch = { rows: 1 }; batch.rows; ) {
      batch = ended(await service.importRuns.storeBatch(run, { limit }));
    }
    return ended(await service.importRuns.finish(run));
  }

  /** From the file to the end. */
  async function run(customers: readonly ImportedCustomer[], options?: ImportOptionsInput): Promise<CustomerImport> {
    const validated = await validate(rowsOf(customers), options);
    if (validated.state !== "ready") {
      return validated;
    }
    await service.imports.confirm(validated.id);
    return await store(validated.id);
  }

  /** As `run`, of a file as it is. */
  async function runFile(text: string | Buffer, options?: ImportOptionsInput): Promise<CustomerImport> {
    const { id } = await service.imports.create({ options });
    const opened = await service.imports.open(piecesOf(text), options);
    const validated = ended(await service.importRuns.validate(await claim(id), opened));
    if (validated.state !== "ready") {
      return validated;
    }
    await service.imports.confirm(id);
    return await store(id);
  }

  /** What was wrong, as `line field: reason`. */
  async function errorsOf(id: string): Promise<string[]> {
    const { errors } = await service.imports.listErrors(id, { limit: 1_000, offset: 0 });
    return errors.map(({ line, field, reason }) => `${line} ${field}: ${reason}`);
  }

  return { claim, validate, store, run, runFile, errorsOf };
}

/** A file as a source of bytes gives it. */
export async function* piecesOf(text: string | Buffer): AsyncGenerator<Buffer> {
  yield Buffer.isBuffer(text) ? text : Buffer.from(text);
}

/** What a process that has lost the import gets is no answer. */
function ended<Result>(result: Result | undefined): Result {
  if (result === undefined) {
    throw new Error("The import was taken from this process.");
  }
  return result;
}

/** What became of the rows. */
export const countsOf = ({ total, invalid, created, updated, unchanged, skipped }: CustomerImport) => ({
  ...{ total, invalid, created, updated, unchanged, skipped },
});
