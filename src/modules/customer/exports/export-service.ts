import type { Context, FilterableCustomerProps } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { inTransaction } from "../database/transaction";
import { mapFilterError } from "../listing/map-filter-error";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { CustomerMergeFacade } from "../merges/merge-service";
import { assertCsvHolds, exportColumns, exportFormat } from "./check-export-request";
import { createExport, type NewExport } from "./create-export.sql";
import { csvHeader, csvWriter } from "./csv-format";
import { deleteExports, type ExportFile, expireExports, listDueExports } from "./expire-exports.sql";
import type { ExportedCustomer, ExportShape } from "./export-columns";
import { beatExport, completeExport, failExport, noteExportFile } from "./export-progress.sql";
import type { CustomerExport, ExportRun } from "./export-row.sql";
import { findExport, listExports } from "./find-export.sql";
import { jsonLine } from "./json-lines-format";
import { type ClaimedExport, claimExport, listOpenExports } from "./lease-export.sql";
import { beginSnapshot, mostAddresses, readCustomers } from "./read-exported-customers.sql";

/** What to export: the filters of the list of customers, `csv` (default) or `jsonl`, columns (all by default). */
export type ExportRequest = { filters?: FilterableCustomerProps; format?: string; columns?: readonly string[] };

/** A part of the file, and how many customers are in it. */
export type ExportChunk = { text: string; rows: number };

/** The part of the service that exports customers and keeps what became of each export. */
export abstract class CustomerExportFacade extends CustomerMergeFacade {
  /**
   * The file of an export, piece by piece: every customer that matches, in id order, with addresses and groups, as they
   * all were at one moment. Nothing is read before the first piece is asked for; memory stays flat.
   *
   * @throws MedusaError (invalid_data) for a wrong format, column or filter; (not_allowed) when a customer has more
   * addresses than a CSV can hold.
   */
  @InjectManager()
  async streamCustomers(
    request: ExportRequest = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<AsyncGenerator<ExportChunk>> {
    const columns = exportColumns(request.columns);
    const format = exportFormat(request.format);
    const filters = this.prepareFilters(request.filters ?? {});
    return this.chunks({ columns, format, filters }, sharedContext);
  }

  private async *chunks(
    { columns, format, filters }: { columns: readonly string[]; format: string; filters: FilterableCustomerProps },
    sharedContext: Context,
  ): AsyncGenerator<ExportChunk> {
    const transaction = await beginSnapshot(managerOf(sharedContext).getKnex());
    try {
      const { matches } = await this.match(filters, {}, sharedContext);
      const shape: ExportShape = { columns, addresses: 0 };
      if (format === "csv" && columns.includes("addresses")) {
        shape.addresses = await mostAddresses(transaction, matches);
        assertCsvHolds(shape.addresses);
      }
      if (format === "csv") {
        yield { text: csvHeader(shape), rows: 0 };
      }
      const line =
        format === "csv" ? csvWriter(shape) : (customer: ExportedCustomer): string => jsonLine(customer, shape);
      const matching = { matches, everybody: !Object.keys(filters).length };
      for await (const batch of readCustomers(transaction, matching, columns)) {
        yield { text: textOf(batch, line), rows: batch.length };
      }
    } catch (error) {
      throw mapFilterError(error, "filters");
    } finally {
      // A connection that is gone has nothing to roll back; why it went is the error above.
      await transaction.rollback().catch(() => {});
    }
  }

  /**
   * Notes that an export was asked for; the workflow `customers-export` writes it.
   *
   * @throws MedusaError (invalid_data) for a wrong format, column or filter; (not_allowed) when too many exports wait.
   */
  @InjectManager()
  async createCustomerExport(
    request: ExportRequest & { created_by?: string | null },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerExport> {
    const filters = request.filters ?? {};
    const given = {
      columns: exportColumns(request.columns),
      format: exportFormat(request.format),
      filters,
      created_by: request.created_by,
    };
    assertStorable(given);
    await this.assertReadable(this.prepareFilters(filters), sharedContext);
    return await this.createCustomerExport_(given, sharedContext);
  }

  @InjectTransactionManager()
  protected async createCustomerExport_(
    given: NewExport,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerExport> {
    return await inTransaction(sharedContext, (transaction) => createExport(transaction, given));
  }

  /** @throws MedusaError (not_found) */
  @InjectManager()
  async retrieveCustomerExport(id: string, @MedusaContext() sharedContext: Context = {}): Promise<CustomerExport> {
    assertStorable({ id });
    const found = await findExport(connectionOf(managerOf(sharedContext)), id);
    if (!found) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Export with id "${id}" not found`);
    }
    return found;
  }

  /** A page of exports, the newest first, and the number of all. */
  @InjectManager()
  async listCustomerExports(
    page: { limit: number; offset: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ exports: CustomerExport[]; count: number }> {
    return await listExports(connectionOf(managerOf(sharedContext)), page);
  }

  /** Exports that wait, or whose process died: ids, the oldest first. */
  @InjectManager()
  async listOpenCustomerExports(@MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await listOpenExports(connectionOf(managerOf(sharedContext)));
  }

  /** Takes an export to be written by the caller and nobody else. */
  @InjectManager()
  async claimCustomerExport(id: string, @MedusaContext() sharedContext: Context = {}): Promise<ClaimedExport> {
    return await this.claimCustomerExport_(id, sharedContext);
  }

  @InjectTransactionManager()
  protected async claimCustomerExport_(
    id: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<ClaimedExport> {
    return await inTransaction(sharedContext, (transaction) => claimExport(transaction, id));
  }

  /** What the writer of an export reports while it writes. @returns false when the export was taken from it. */
  @InjectManager()
  async reportCustomerExport(
    run: ExportRun,
    progress: { rowCount: number } | { fileId: string },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<boolean> {
    return await this.reportCustomerExport_(run, progress, sharedContext);
  }

  @InjectTransactionManager()
  protected async reportCustomerExport_(
    run: ExportRun,
    progress: { rowCount: number } | { fileId: string },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<boolean> {
    return await inTransaction(sharedContext, (transaction) =>
      "fileId" in progress
        ? noteExportFile(transaction, run, progress.fileId)
        : beatExport(transaction, run, progress.rowCount),
    );
  }

  /** How a run ended: with a file, or with a reason. @returns undefined when the export was taken from the writer. */
  @InjectManager()
  async finishCustomerExport(
    run: ExportRun,
    result: { rowCount: number; fileId: string } | { error: string },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerExport | undefined> {
    return await this.finishCustomerExport_(run, result, sharedContext);
  }

  @InjectTransactionManager()
  protected async finishCustomerExport_(
    run: ExportRun,
    result: { rowCount: number; fileId: string } | { error: string },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerExport | undefined> {
    const ttlHours = this.options_.export_ttl_hours;
    return await inTransaction(sharedContext, (transaction) =>
      "error" in result
        ? failExport(transaction, run, result.error)
        : completeExport(transaction, run, { ...result, ttlHours }),
    );
  }

  /** A page of completed exports whose time is over, in id order behind `after`. */
  @InjectManager()
  async listDueCustomerExports(after: string, @MedusaContext() sharedContext: Context = {}): Promise<ExportFile[]> {
    return await listDueExports(connectionOf(managerOf(sharedContext)), after);
  }

  /** Marks exports whose files are gone. @returns the ids that were marked. */
  @InjectManager()
  async expireCustomerExports(ids: string[], @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await this.expireCustomerExports_(ids, sharedContext);
  }

  @InjectTransactionManager()
  protected async expireCustomerExports_(
    ids: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await inTransaction(sharedContext, (transaction) => expireExports(transaction, ids));
  }

  /** Takes exports away, as if they had never been asked for. @returns the ids of their files, which stay. */
  @InjectManager()
  async deleteCustomerExports(ids: string[], @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await this.deleteCustomerExports_(ids, sharedContext);
  }

  @InjectTransactionManager()
  protected async deleteCustomerExports_(
    ids: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await inTransaction(sharedContext, (transaction) => deleteExports(transaction, ids));
  }

  /** Lets PostgreSQL read the filter without any row, so that a wrong one is refused when it is given. */
  private async assertReadable(filters: FilterableCustomerProps, sharedContext: Context): Promise<void> {
    try {
      const { matches } = await this.match(filters, {}, sharedContext);
      await matches.whereRaw("false");
    } catch (error) {
      throw mapFilterError(error, "filters");
    }
  }
}

function textOf(batch: readonly ExportedCustomer[], line: (customer: ExportedCustomer) => string): string {
  let text = "";
  for (const customer of batch) {
    text += line(customer);
  }
  return text;
}
