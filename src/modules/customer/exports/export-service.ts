import type { Context, FilterableCustomerProps } from "@medusajs/framework/types";
import { notFoundError } from "../../../shared/errors";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import { mapFilterError } from "../listing/explain-filter-errors";
import type { Matches } from "../listing/find-matching-ids.sql";
import type { ListingService } from "../listing/listing-service";
import type { RowFilters } from "../listing/row-filters";
import { assertCsvHolds, exportBom, exportColumns, exportFormat } from "./check-export-request";
import { createExport } from "./create-export.sql";
import { BYTE_ORDER_MARK, csvHeader, csvWriter } from "./csv-format";
import { deleteExports, type ExportFile, expireExports, listDueExports } from "./expire-exports.sql";
import type { ExportedCustomer, ExportShape } from "./export-columns";
import { completeExport, failExport, heartbeatExport, noteExportFile } from "./export-progress.sql";
import type { CustomerExport, ExportRun } from "./export-row.sql";
import { findExport, listExports } from "./find-export.sql";
import { jsonLine } from "./json-lines-format";
import { type LeasedExport, leaseExport, listOpenExports } from "./lease-export.sql";
import { beginSnapshot, mostAddresses, readCustomers } from "./read-exported-customers.sql";

/** What to export: the filters of the list of customers, `csv` (default) or `jsonl`, columns (all by default). */
export type ExportRequest = {
  filters?: FilterableCustomerProps;
  format?: string;
  columns?: readonly string[];
  /** Whether a CSV begins with a byte order mark, by which Excel reads it as UTF-8. */
  bom?: boolean;
};

/** A part of the file, and how many customers are in it. */
export type ExportChunk = { text: string; rows: number };

/** Exports customers, and stores each export with its state. */
export class ExportService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly listing: ListingService,
  ) {}

  /**
   * Streams the file of an export: every customer that matches, with addresses and groups, as of one moment.
   *
   * Customers come in id order. It reads nothing before the first chunk is requested; memory stays flat.
   *
   * @throws MedusaError (invalid_data) for a wrong format, column or filter; (not_allowed) when a customer has more
   * addresses than a CSV can hold.
   */
  async stream(request: ExportRequest = {}, sharedContext: Context = {}): Promise<AsyncGenerator<ExportChunk>> {
    const columns = exportColumns(request.columns);
    const format = exportFormat(request.format);
    const filters = this.filters.prepare(request.filters ?? {});
    const bom = exportBom(request.bom, format);
    return this.chunks({ columns, format, filters, bom }, this.core.withManager(sharedContext));
  }

  private async *chunks(
    {
      columns,
      format,
      filters,
      bom,
    }: { columns: readonly string[]; format: string; filters: FilterableCustomerProps; bom: boolean },
    context: Context,
  ): AsyncGenerator<ExportChunk> {
    // First: it may read, and together with the snapshot it would hold two connections.
    const { matches } = await this.match(filters, context);
    const transaction = await beginSnapshot(this.core.manager(context).getKnex());
    try {
      const shape: ExportShape = { columns, addresses: 0 };
      if (format === "csv" && columns.includes("addresses")) {
        shape.addresses = await mostAddresses(transaction, matches);
        assertCsvHolds(shape.addresses);
      }
      if (format === "csv") {
        yield { text: (bom ? BYTE_ORDER_MARK : "") + csvHeader(shape), rows: 0 };
      }
      const line =
        format === "csv" ? csvWriter(shape) : (customer: ExportedCustomer): string => jsonLine(customer, shape);
      const matching = { matches, isUnfiltered: !Object.keys(filters).length };
      for await (const batch of readCustomers(transaction, matching, columns)) {
        yield { text: textOf(batch, line), rows: batch.length };
      }
    } catch (error) {
      throw mapFilterError(error, "filters");
    } finally {
      // A lost connection has nothing to roll back; the error above says why it was lost.
      await transaction.rollback().catch(() => {});
    }
  }

  /**
   * Stores a request for an export; the workflow `customers-export` writes it.
   *
   * @throws MedusaError (invalid_data) for a wrong format, column or filter; (not_allowed) when too many exports wait.
   */
  async create(
    request: ExportRequest & { created_by?: string | null },
    sharedContext: Context = {},
  ): Promise<CustomerExport> {
    const filters = request.filters ?? {};
    const format = exportFormat(request.format);
    const given = {
      columns: exportColumns(request.columns),
      format,
      bom: exportBom(request.bom, format),
      filters,
      created_by: request.created_by,
    };
    assertStorable(given);
    await this.assertReadable(this.filters.prepare(filters), this.core.withManager(sharedContext));
    return await this.core.transaction(sharedContext, (transaction) => createExport(transaction, given));
  }

  /** Returns an export in any state. @throws MedusaError (not_found) */
  async retrieve(id: string, sharedContext: Context = {}): Promise<CustomerExport> {
    assertStorable({ id });
    const found = await findExport(this.core.connection(sharedContext), id);
    if (!found) {
      throw notFoundError("Export", id);
    }
    return found;
  }

  /** Lists a page of exports, the newest first, and counts all. */
  async list(
    page: { limit: number; offset: number },
    sharedContext: Context = {},
  ): Promise<{ exports: CustomerExport[]; count: number }> {
    return await listExports(this.core.connection(sharedContext), page);
  }

  /** Lists the ids of exports with work to do and no live lease, the oldest first. */
  async listOpen(sharedContext: Context = {}): Promise<string[]> {
    return await listOpenExports(this.core.connection(sharedContext));
  }

  /** Leases an export to the caller, who writes it. */
  async lease(id: string, sharedContext: Context = {}): Promise<LeasedExport> {
    return await this.core.transaction(sharedContext, (transaction) => leaseExport(transaction, id));
  }

  /** Extends the lease and stores the progress. @returns false when another run has the export. */
  async heartbeat(run: ExportRun, { rowCount }: { rowCount: number }, sharedContext: Context = {}): Promise<boolean> {
    return await this.core.transaction(sharedContext, (transaction) => heartbeatExport(transaction, run, rowCount));
  }

  /** Stores the id of the file that a run writes, before its first byte. @returns false when another run has the export. */
  async noteFile(run: ExportRun, fileId: string, sharedContext: Context = {}): Promise<boolean> {
    return await this.core.transaction(sharedContext, (transaction) => noteExportFile(transaction, run, fileId));
  }

  /** Ends a run with a file or with a reason. @returns undefined when another run has the export. */
  async finish(
    run: ExportRun,
    result: { rowCount: number; fileId: string } | { error: string },
    sharedContext: Context = {},
  ): Promise<CustomerExport | undefined> {
    const ttlHours = this.core.options.export_ttl_hours;
    return await this.core.transaction(sharedContext, (transaction) =>
      "error" in result
        ? failExport(transaction, run, result.error)
        : completeExport(transaction, run, { ...result, ttlHours }),
    );
  }

  /** Lists a page of completed exports that have expired, in id order behind `after`. */
  async listDue(after: string, sharedContext: Context = {}): Promise<ExportFile[]> {
    return await listDueExports(this.core.connection(sharedContext), after);
  }

  /** Marks exports whose files are deleted. @returns the ids that were marked. */
  async expire(ids: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, (transaction) => expireExports(transaction, ids));
  }

  /** Deletes exports, to undo `create`. @returns the ids of their files, which stay. */
  async delete(ids: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, (transaction) => deleteExports(transaction, ids));
  }

  /** Lets PostgreSQL parse the filter without reading a row, so that a wrong filter is rejected at once. */
  private async assertReadable(filters: FilterableCustomerProps, context: Context): Promise<void> {
    try {
      const { matches } = await this.match(filters, context);
      await matches.whereRaw("false");
    } catch (error) {
      throw mapFilterError(error, "filters");
    }
  }

  /** @throws MedusaError (invalid_data) for a filter that the ORM cannot read. */
  private async match(filters: FilterableCustomerProps, context: Context): Promise<Matches> {
    try {
      return await this.listing.match(filters, {}, context);
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
