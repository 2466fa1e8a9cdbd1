import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream/promises";
import type { MedusaRequest } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import busboy, { type BusboyEvents } from "busboy";
import { tooLarge } from "../../../../workflows/imports/import-file";
import { deleteUpload, openUpload } from "../../../../workflows/imports/uploads";

/** The form beside its file: the options of an import, the mapping among them, as text. */
const FIELDS = 50;
const FIELD_BYTES = 1024 * 1024;

/** A file of a form; `truncated` once it is read to its end or to the limit. */
type FileOfForm = Parameters<BusboyEvents["file"]>[1];

export type ReceivedFile = { fileId: string; filename: string | null; fields: Record<string, string> };

export const isForm = (req: MedusaRequest): boolean => Boolean(req.is("multipart/form-data"));

/**
 * Takes a form with a file, which goes to Medusa's File module as it comes in, no faster than it is stored there.
 *
 * @throws MedusaError (invalid_data) for no form, no file, two, one that is too large; what was stored is deleted then.
 */
export async function receiveFile(req: MedusaRequest, maxBytes: number): Promise<ReceivedFile> {
  if (Number(req.headers["content-length"] ?? 0) > maxBytes + FIELDS * FIELD_BYTES) {
    throw tooLarge(maxBytes);
  }
  const received = new Form(req.scope, maxBytes);
  try {
    const form = openForm(req, maxBytes);
    form.on("file", (name, stream, { filename }) => received.takeFile(name, stream, filename));
    form.on("field", (name, value, { valueTruncated }) => received.takeField(name, value, valueTruncated));
    form.on("fieldsLimit", () => received.reject(`The form has more than ${FIELDS} fields.`));
    form.on("filesLimit", () => received.reject("The form has more than one file."));
    await pipeline(req, form).catch(() => received.reject("The form is broken, or ended before its end."));
    return await received.end();
  } catch (error) {
    await received.discard();
    throw error;
  }
}

function openForm(req: MedusaRequest, maxBytes: number) {
  const limits = { fields: FIELDS, fieldSize: FIELD_BYTES, files: 1, fileSize: maxBytes };
  try {
    return busboy({ headers: req.headers, defParamCharset: "utf8", limits });
  } catch {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The form has no boundary in its content type.");
  }
}

class Form {
  private readonly fields: Record<string, string> = {};
  private wrong: string | undefined;
  private filename: string | null = null;
  private storing: Promise<string> | undefined;

  constructor(
    private readonly scope: MedusaContainer,
    private readonly maxBytes: number,
  ) {}

  reject(wrong: string): void {
    this.wrong ??= wrong;
  }

  takeField(name: string, value: string, isTruncated: boolean): void {
    if (isTruncated) {
      this.reject(`A field of the form has more than ${FIELD_BYTES} bytes.`);
    }
    this.fields[name] = value;
  }

  takeFile(name: string, stream: FileOfForm, filename?: string): void {
    if (name !== "file") {
      stream.resume();
      this.reject('The form must hold the file in the field "file".');
      return;
    }
    // A form that breaks off breaks its file too, perhaps before it is read.
    stream.on("error", () => {});
    this.filename = filename?.slice(0, 255) || null;
    this.storing = this.store(stream);
    // It is waited for when the form has ended.
    this.storing.catch(() => {});
  }

  async end(): Promise<ReceivedFile> {
    const fileId = await this.storing?.catch((error: unknown) => {
      // What is wrong with the form says more than what became of its file.
      if (this.wrong === undefined) {
        throw error;
      }
      return undefined;
    });
    if (this.wrong !== undefined || fileId === undefined) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        this.wrong ?? 'The form has no file. Send it in the field "file", or send JSON with "file_id".',
      );
    }
    return { fileId, filename: this.filename, fields: this.fields };
  }

  /** Takes away what was stored. */
  async discard(): Promise<void> {
    const fileId = await this.storing?.catch(() => undefined);
    if (fileId !== undefined) {
      await deleteUpload(this.scope, fileId);
    }
  }

  private async store(stream: FileOfForm): Promise<string> {
    // A name that cannot be guessed: core's local provider keeps files in a public folder.
    const filename = `customers-import-${randomUUID()}.csv`;
    const advice = "Split the file";
    const target = await openUpload(this.scope, { filename, mimeType: "text/csv", advice });
    try {
      await pipeline(stream, target.stream);
      if (stream.truncated) {
        throw tooLarge(this.maxBytes);
      }
      return await target.done();
    } catch (error) {
      // The rest of the form is read to its end all the same, so that the answer arrives.
      stream.resume();
      await target.discard().catch(() => {});
      throw error;
    }
  }
}
