import type { Context } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { inTransaction, type Transaction } from "../database/transaction";
import { normalizeEmail } from "../emails/normalize-email";
import { CustomerExportFacade } from "../exports/export-service";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { cancelImport, confirmImport, takeConfirmationBack } from "./confirm-import.sql";
import { createImport, type NewImport } from "./create-import.sql";
import { errorsCsvHeader, errorsCsvLine, errorsCsvRest } from "./errors-csv";
import { deleteImports, type ImportFile, listDueImports } from "./expire-imports.sql";
import { findImport, isImportUpload, listImports, listOpenImports } from "./find-import.sql";
import { type ImportOptionsInput, parseImportOptions } from "./import-options";
import type { CustomerImport } from "./import-row.sql";
import { type ClaimedImport, claimImport } from "./lease-import.sql";
import {
  countImportErrors,
  type ErrorCounts,
  type ImportError,
  listImportErrors,
  readImportErrors,
} from "./list-import-errors.sql";
import { type ImportSettings, openImport, previewImport } from "./reading/open-import";
import type { ImportedRow, ImportHeader, OpenedImport } from "./types";
import { forgetUploads, listLeftUploads, noteUpload } from "./uploads.sql";

/** What to import: a file of Medusa's File module, or none for one that the caller reads itself. */
export type ImportRequest = {
  options?: ImportOptionsInput;
  header?: ImportHeader | null;
  file_id?: string | null;
  /** Whether the file is deleted with the import; true unless said otherwise. */
  owns_file?: boolean;
  filename?: string | null;
  created_by?: string | null;
};

/** The part of the service that keeps imports: what was asked, what became of it, what was wrong. */
export abstract class CustomerImportFacade extends CustomerExportFacade {
  /**
   * Notes that an import was asked for; the workflow `customers-import` reads its file.
   *
   * @throws MedusaError (invalid_data) for a wrong option; (not_allowed) when too many imports wait.
   */
  @InjectManager()
  async createCustomerImport(
    { options, header = null, file_id = null, owns_file = true, filename = null, created_by = null }: ImportRequest,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerImport> {
    const given = { options: parseImportOptions(options), header, file_id, owns_file, filename, created_by };
    assertStorable(given);
    return await this.createCustomerImport_(given, sharedContext);
  }

  @InjectTransactionManager()
  protected async createCustomerImport_(
    given: NewImport,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerImport> {
    const ttlHours = this.options_.import_ttl_hours;
    return await inTransaction(sharedContext, (transaction) => createImport(transaction, given, ttlHours));
  }

  /** @throws MedusaError (not_found) */
  @InjectManager()
  async retrieveCustomerImport(id: string, @MedusaContext() sharedContext: Context = {}): Promise<CustomerImport> {
    assertStorable({ id });
    const found = await findImport(connectionOf(managerOf(sharedContext)), id);
    if (!found) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Import with id "${id}" not found`);
    }
    return found;
  }

  /** Whether a file was uploaded with an import that is there still. */
  @InjectManager()
  async isCustomerImportUpload(fileId: string, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    assertStorable({ file_id: fileId });
    return await isImportUpload(connectionOf(managerOf(sharedContext)), fileId);
  }

  /** A page of imports, the newest first, and the number of all. */
  @InjectManager()
  async listCustomerImports(
    page: { limit: number; offset: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ imports: CustomerImport[]; count: number }> {
    return await listImports(connectionOf(managerOf(sharedContext)), page);
  }

  /**
   * A page of what was wrong with the lines of an import, in the file's order. `count`: errors that are kept; `dropped`: how
   * many more were found. @throws MedusaError (not_found)
   */
  @InjectManager()
  async listCustomerImportErrors(
    id: string,
    page: { limit: number; offset: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<ErrorCounts & { errors: ImportError[] }> {
    await this.retrieveCustomerImport(id, sharedContext);
    return await listImportErrors(connectionOf(managerOf(sharedContext)), { importId: id, ...page });
  }

  /** All of it as CSV, piece by piece: line, field, reason, the line as it was read. @throws MedusaError (not_found) */
  @InjectManager()
  async streamCustomerImportErrors(
    id: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<AsyncGenerator<string>> {
    await this.retrieveCustomerImport(id, sharedContext);
    const knex = managerOf(sharedContext).getKnex();
    const { dropped } = await countImportErrors(knex, id);
    return csvOf(readImportErrors(knex, id), dropped);
  }

  /** Bytes that a file may have (option `import_max_bytes`). */
  get customerImportMaxBytes(): number {
    return this.options_.import_max_bytes;
  }

  /**
   * Opens a file as an import with these options reads it: the header at once, the rows as they are asked for.
   *
   * @throws MedusaError (invalid_data), here or while rows are read, when the file cannot be read as a whole.
   */
  async openCustomerImport(bytes: AsyncIterable<Buffer>, options?: ImportOptionsInput): Promise<OpenedImport> {
    return await openImport(bytes, parseImportOptions(options), this.importSettings());
  }

  /** The header of a file and its first rows, at most `limit`. @throws MedusaError (invalid_data) */
  async previewCustomerImport(
    bytes: AsyncIterable<Buffer>,
    options: ImportOptionsInput | undefined,
    limit: number,
  ): Promise<ImportHeader & { rows: ImportedRow[] }> {
    return await previewImport(bytes, parseImportOptions(options), this.importSettings(), limit);
  }

  private importSettings(): ImportSettings {
    const normalization = this.options_.email_normalization;
    return { storedSpelling: (email) => normalizeEmail(email, normalization) ?? "" };
  }

  /** Imports with work to do that nobody does: ids, the oldest first. */
  @InjectManager()
  async listOpenCustomerImports(@MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await listOpenImports(connectionOf(managerOf(sharedContext)));
  }

  /** Takes an import to be worked on by the caller and nobody else. */
  @InjectManager()
  async claimCustomerImport(id: string, @MedusaContext() sharedContext: Context = {}): Promise<ClaimedImport> {
    return await this.claimCustomerImport_(id, sharedContext);
  }

  @InjectTransactionManager()
  protected async claimCustomerImport_(
    id: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<ClaimedImport> {
    return await inTransaction(sharedContext, (transaction) => claimImport(transaction, id));
  }

  /**
   * Lets an import that is ready be stored. Its invitations are held unless `send_invitations` says otherwise.
   *
   * @throws MedusaError (not_allowed) when it is not ready, (not_found)
   */
  @InjectManager()
  async confirmCustomerImport(
    id: string,
    { send_invitations: sendInvitations = false }: { send_invitations?: boolean } = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerImport> {
    assertStorable({ id });
    return await this.step_((transaction) => confirmImport(transaction, id, { sendInvitations }), sharedContext);
  }

  /** Undoes confirmations that nobody has acted on. @returns the ids of imports that are ready again. */
  @InjectManager()
  async takeImportConfirmationsBack(ids: string[], @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await this.takeImportConfirmationsBack_(ids, sharedContext);
  }

  @InjectTransactionManager()
  protected async takeImportConfirmationsBack_(
    ids: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await inTransaction(sharedContext, (transaction) => takeConfirmationBack(transaction, ids));
  }

  /**
   * Ends an import at once; what is stored already stays, in whole batches, and the counts say how much that is.
   *
   * @throws MedusaError (not_allowed) when it has ended, (not_found)
   */
  @InjectManager()
  async cancelCustomerImport(id: string, @MedusaContext() sharedContext: Context = {}): Promise<CustomerImport> {
    return await this.cancelCustomerImport_(id, sharedContext);
  }

  @InjectTransactionManager()
  protected async cancelCustomerImport_(
    id: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerImport> {
    assertStorable({ id });
    const ttlHours = this.options_.import_ttl_hours;
    return await inTransaction(sharedContext, (transaction) => cancelImport(transaction, id, ttlHours));
  }

  /** A page of imports whose time is over, in id order behind `after`. */
  @InjectManager()
  async listDueCustomerImports(after: string, @MedusaContext() sharedContext: Context = {}): Promise<ImportFile[]> {
    return await listDueImports(connectionOf(managerOf(sharedContext)), after);
  }

  /** Takes imports away with their errors. @returns the ids of files that no import names any more; they stay. */
  @InjectManager()
  async deleteCustomerImports(ids: string[], @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await this.deleteCustomerImports_(ids, sharedContext);
  }

  @InjectTransactionManager()
  protected async deleteCustomerImports_(
    ids: string[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await inTransaction(sharedContext, (transaction) => deleteImports(transaction, ids));
  }

  /**
   * Notes a file that is about to be written for an import, before its first byte. An import that is created with it takes
   * it over; else it is listed as left behind after a day.
   */
  @InjectManager()
  async noteImportUpload(fileId: string, @MedusaContext() sharedContext: Context = {}): Promise<void> {
    await this.step_((transaction) => noteUpload(transaction, fileId), sharedContext);
  }

  /** Forgets files that are deleted. */
  @InjectManager()
  async forgetImportUploads(fileIds: string[], @MedusaContext() sharedContext: Context = {}): Promise<void> {
    await this.step_((transaction) => forgetUploads(transaction, fileIds), sharedContext);
  }

  /** A page of files that were uploaded and that no import has taken within a day, in order behind `after`. */
  @InjectManager()
  async listLeftImportUploads(after: string, @MedusaContext() sharedContext: Context = {}): Promise<ImportFile[]> {
    return await listLeftUploads(connectionOf(managerOf(sharedContext)), after);
  }

  /** One transaction of its own. */
  @InjectTransactionManager()
  protected async step_<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Result> {
    return await inTransaction(sharedContext, work);
  }
}

async function* csvOf(pages: AsyncGenerator<ImportError[]>, dropped: number): AsyncGenerator<string> {
  yield errorsCsvHeader();
  for await (const errors of pages) {
    yield errors.map(errorsCsvLine).join("");
  }
  if (dropped) {
    yield errorsCsvRest(dropped);
  }
}
