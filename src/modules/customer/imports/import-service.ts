import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import { normalizeEmail } from "../emails/normalize-email";
import { cancelImport, confirmImport, undoConfirmation } from "./confirm-import.sql";
import { createImport } from "./create-import.sql";
import { errorsCsvHeader, errorsCsvLine, errorsCsvRest } from "./errors-csv";
import { deleteImports, type ImportFile, listDueImports } from "./expire-imports.sql";
import { findImport, isImportUpload, listImports, listOpenImports } from "./find-import.sql";
import { type ImportOptionsInput, parseImportOptions } from "./import-options";
import type { CustomerImport } from "./import-row.sql";
import { type LeasedImport, leaseImport } from "./lease-import.sql";
import {
  countImportErrors,
  type ErrorCounts,
  type ImportError,
  type ImportErrorPage,
  listImportErrors,
  readImportErrors,
} from "./list-import-errors.sql";
import { type ImportSettings, openImport, previewImport } from "./reading/open-import";
import type { ImportedRow, ImportHeader, OpenedImport } from "./types";
import { deleteUploadNotes, listLeftUploads, noteUpload } from "./uploads.sql";

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

/** Keeps imports: what was asked for, what became of it, and what was wrong with its lines. */
export class ImportService {
  constructor(private readonly core: ModuleCore) {}

  /** How many bytes a file may have: the option `import_max_bytes`. */
  get maxBytes(): number {
    return this.core.options.import_max_bytes;
  }

  /**
   * Opens a file as an import with these options reads it: the header at once, the rows as they are asked for.
   *
   * @throws MedusaError (invalid_data), here or while rows are read, when the file cannot be read as a whole.
   */
  async open(bytes: AsyncIterable<Buffer>, options?: ImportOptionsInput): Promise<OpenedImport> {
    return await openImport(bytes, parseImportOptions(options), this.settings());
  }

  /** Reads the header of a file and its first rows, at most `limit`. @throws MedusaError (invalid_data) */
  async preview(
    bytes: AsyncIterable<Buffer>,
    options: ImportOptionsInput | undefined,
    limit: number,
  ): Promise<ImportHeader & { rows: ImportedRow[] }> {
    return await previewImport(bytes, parseImportOptions(options), this.settings(), limit);
  }

  /**
   * Stores that an import was asked for; the workflow `customers-import` reads its file.
   *
   * @throws MedusaError (invalid_data) for a wrong option; (not_allowed) when too many imports wait.
   */
  async create(
    { options, header = null, file_id = null, owns_file = true, filename = null, created_by = null }: ImportRequest,
    sharedContext: Context = {},
  ): Promise<CustomerImport> {
    const given = { options: parseImportOptions(options), header, file_id, owns_file, filename, created_by };
    assertStorable(given);
    const ttlHours = this.core.options.import_ttl_hours;
    return await this.core.transaction(sharedContext, (transaction) => createImport(transaction, given, ttlHours));
  }

  /** Returns an import in any state. @throws MedusaError (not_found) */
  async retrieve(id: string, sharedContext: Context = {}): Promise<CustomerImport> {
    assertStorable({ id });
    const found = await findImport(this.core.connection(sharedContext), id);
    if (!found) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Import with id "${id}" not found`);
    }
    return found;
  }

  /** Lists a page of imports, the newest first, and counts all. */
  async list(
    page: { limit: number; offset: number },
    sharedContext: Context = {},
  ): Promise<{ imports: CustomerImport[]; count: number }> {
    return await listImports(this.core.connection(sharedContext), page);
  }

  /**
   * Lists a page of what was wrong with the lines of an import, in the file's order. `count`: errors that are kept;
   * `dropped`: how many more were found. Warnings are among them; `level` asks for one kind. @throws MedusaError (not_found)
   */
  async listErrors(
    id: string,
    page: ImportErrorPage,
    sharedContext: Context = {},
  ): Promise<ErrorCounts & { errors: ImportError[] }> {
    await this.retrieve(id, sharedContext);
    return await listImportErrors(this.core.connection(sharedContext), { importId: id, ...page });
  }

  /** Streams all errors as CSV: line, field, reason, the line as it was read. @throws MedusaError (not_found) */
  async streamErrors(id: string, sharedContext: Context = {}): Promise<AsyncGenerator<string>> {
    await this.retrieve(id, sharedContext);
    const knex = this.core.manager(sharedContext).getKnex();
    const { dropped } = await countImportErrors(knex, id);
    return csvOf(readImportErrors(knex, id), dropped);
  }

  /** Lists the ids of imports with work to do that no process has leased, the oldest first. */
  async listOpen(sharedContext: Context = {}): Promise<string[]> {
    return await listOpenImports(this.core.connection(sharedContext));
  }

  /** Leases an import to the caller, whose process works on it: see `importRuns`. */
  async lease(id: string, sharedContext: Context = {}): Promise<LeasedImport> {
    return await this.core.transaction(sharedContext, (transaction) => leaseImport(transaction, id));
  }

  /**
   * Lets an import that is ready be stored. Its invitations are held unless `send_invitations` is true.
   *
   * @throws MedusaError (not_allowed) when it is not ready, (not_found)
   */
  async confirm(
    id: string,
    { send_invitations: sendInvitations = false }: { send_invitations?: boolean } = {},
    sharedContext: Context = {},
  ): Promise<CustomerImport> {
    assertStorable({ id });
    return await this.core.transaction(sharedContext, (transaction) =>
      confirmImport(transaction, id, { sendInvitations }),
    );
  }

  /** Undoes confirmations of imports that no process has leased. @returns the ids of imports that are ready again. */
  async undoConfirmations(ids: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, (transaction) => undoConfirmation(transaction, ids));
  }

  /**
   * Ends an import at once; stored rows stay, in whole batches, and the counts say how many those are.
   *
   * @throws MedusaError (not_allowed) when it has ended, (not_found)
   */
  async cancel(id: string, sharedContext: Context = {}): Promise<CustomerImport> {
    assertStorable({ id });
    const ttlHours = this.core.options.import_ttl_hours;
    return await this.core.transaction(sharedContext, (transaction) => cancelImport(transaction, id, ttlHours));
  }

  /** Lists a page of imports whose time is over, in id order behind `after`. */
  async listDue(after: string, sharedContext: Context = {}): Promise<ImportFile[]> {
    return await listDueImports(this.core.connection(sharedContext), after);
  }

  /** Deletes imports with their errors. @returns the ids of files that no import names any more; the files stay. */
  async delete(ids: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, (transaction) => deleteImports(transaction, ids));
  }

  /** Whether a file was uploaded with an import that still exists. */
  async isUpload(fileId: string, sharedContext: Context = {}): Promise<boolean> {
    assertStorable({ file_id: fileId });
    return await isImportUpload(this.core.connection(sharedContext), fileId);
  }

  /**
   * Stores the id of a file that is about to be written for an import, before its first byte. An import that is created with
   * the file takes it over; else `listAbandonedUploads` has it after a day.
   */
  async noteUpload(fileId: string, sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => noteUpload(transaction, fileId));
  }

  /** Deletes the notes of files that are deleted. */
  async deleteUploadNotes(fileIds: string[], sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => deleteUploadNotes(transaction, fileIds));
  }

  /** Lists a page of files that no import has taken over within a day, in order behind `after`. */
  async listAbandonedUploads(after: string, sharedContext: Context = {}): Promise<ImportFile[]> {
    return await listLeftUploads(this.core.connection(sharedContext), after);
  }

  private settings(): ImportSettings {
    const normalization = this.core.options.email_normalization;
    return { storedSpelling: (email) => normalizeEmail(email, normalization) ?? "" };
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
