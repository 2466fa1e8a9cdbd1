import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../../../../modules/customer/database/assert-storable";
import type { ImportOptions } from "../../../../modules/customer/imports/import-options";
import { isUnknownHeader } from "../../../../modules/customer/imports/reading/suggest-mapping";
import { resolveCustomerModule } from "../../../../shared/customer-module";
import { isPlainObject } from "../../../../shared/plain-object";
import { readImportFile } from "../../../../workflows/imports/import-file";
import { deleteUpload } from "../../../../workflows/imports/uploads";
import { importCustomersWorkflow } from "../../../../workflows/imports/workflows/import-customers";
import { PREVIEW_ROWS, previewOf } from "./preview";
import { progressOf } from "./progress";
import { isForm, receiveFile } from "./receive-file";
import { importBody, importFormFields, listImportsQuery } from "./validators";

const FILE_WANTED =
  'Send the file as a form (multipart/form-data) in the field "file", or JSON with the "file_id" of an earlier import.';

/** One sentence, whether the storage has such a file or not: an import reads no file of another feature. */
const NOT_AN_UPLOAD =
  'The field "file_id" must name the file of an earlier import, as the field "file_id" of that import has it. Send ' +
  'any other file as a form (multipart/form-data) in the field "file".';

type GivenFile = { fileId: string; filename: string | null; options: ImportOptions; isReceived: boolean };

/**
 * Begins an import of a file: a form (`multipart/form-data`) with the file in `file` and the options in fields, or JSON
 * with the `file_id` of an earlier import and the options. Answers 202 with the import and the first rows as they are understood; the whole file is
 * read and checked in the background.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const given = await takeFile(req);
  try {
    const service = resolveCustomerModule(req.scope);
    assertStorable(given.options);
    const file = readImportFile(req.scope, given.fileId, service.imports.maxBytes);
    const { rows, ...header } = await service.imports.preview(file, given.options, PREVIEW_ROWS);
    const { result } = await importCustomersWorkflow(req.scope).run({
      input: {
        ...{ options: given.options, header, file_id: given.fileId, filename: given.filename },
        owns_file: given.isReceived,
        created_by: req.auth_context.actor_id,
      },
    });
    res.status(202).json({ import: { ...result, progress: progressOf(result) }, preview: rows.map(previewOf) });
  } catch (error) {
    // No import has the file that came with this request; a file that was named by its id stays with its own import.
    if (given.isReceived) {
      await deleteUpload(req.scope, given.fileId);
    }
    answerUnknownHeader(error, res);
  }
}

/** Answers 400 with `suggested_mapping` where the header is not known; core's error handler has no place for it. */
function answerUnknownHeader(error: unknown, res: MedusaResponse): void {
  if (!isUnknownHeader(error)) {
    throw error;
  }
  const { type, code, message, suggested_mapping } = error;
  res.status(400).json({ code, type, message, suggested_mapping });
}

/** Lists imports, the newest first: `{ imports, count, limit, offset }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await zodValidator(listImportsQuery, req.query);
  const { imports, count } = await resolveCustomerModule(req.scope).imports.list(page);
  res.status(200).json({ imports: imports.map((one) => ({ ...one, progress: progressOf(one) })), count, ...page });
}

async function takeFile(req: AuthenticatedMedusaRequest): Promise<GivenFile> {
  if (!isForm(req)) {
    if (!isPlainObject(req.body) || req.body.file_id === undefined) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, FILE_WANTED);
    }
    const { file_id, ...options } = await zodValidator(importBody, req.body);
    if (!(await resolveCustomerModule(req.scope).imports.isUpload(file_id))) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, NOT_AN_UPLOAD);
    }
    return { fileId: file_id, filename: null, options, isReceived: false };
  }
  const { fileId, filename, fields } = await receiveFile(req, resolveCustomerModule(req.scope).imports.maxBytes);
  try {
    return { fileId, filename, options: await zodValidator(importFormFields, fields), isReceived: true };
  } catch (error) {
    await deleteUpload(req.scope, fileId);
    throw error;
  }
}
