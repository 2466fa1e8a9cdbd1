import {
  errorOf,
  type ImportDelimiter,
  type ImportedRow,
  type ImportHeader,
  type ImportReading,
  type OpenedImport,
  ROW_BATCH,
} from "../types";
import { cellsInQuotes, parseCells } from "./parse-cells";
import { type FileHeader, readHeader } from "./read-header";
import { RowReader, type RowSettings } from "./read-row";
import { RecordSource } from "./record-source";
import { refuseFile, storableText } from "./reject-file";
import { type FileRecord, MAX_RAW_LENGTH } from "./split-records";
import { hasProvince, loadSubdivisions, provinceCode } from "./values/province";

export type ImportSettings = { storedSpelling(email: string): string };

/** A batch ends when its records are this long together: a hundred of a megabyte each are too much for memory. */
const BATCH_LENGTH = 4_000_000;

/**
 * Opens a CSV of customers: reads as far as the header, finds out whose columns these are, and hands the rest out row by
 * row, each checked. Memory stays flat for files of any size: more bytes are asked for only when the rows before are
 * taken. `bytes` is closed at the end of the file, when it cannot be read, and when the caller leaves `rowBatches` early;
 * a caller that takes no row calls `rowBatches.return()`.
 *
 * `errors` of a row hold what is wrong with it. Errors of the source itself come through as they are.
 *
 * @throws MedusaError (invalid_data), here or while rows are read, when the whole file cannot be read: it is no CSV, its
 *   header is not known, its bytes are not in the encoding. The message says what to do.
 */
export async function openImport(
  bytes: AsyncIterable<Buffer>,
  reading: ImportReading,
  settings: ImportSettings,
): Promise<OpenedImport> {
  let header: ImportHeader | undefined;
  const rowBatches = readRows(bytes, reading, { ...settings, opened: (found) => (header = found) });
  // The first step reads the header and has no rows; from there on leaving the generator closes the source.
  await rowBatches.next();
  return header ? { ...header, rowBatches } : refuseFile("The file is empty. Upload a CSV with a header.");
}

/** Rows of a preview are this long together, but for the last: it is shown to a person, and a row may have a megabyte. */
const PREVIEW_LENGTH = 100_000;

/** The header of a file and its first rows, at most `limit`, fewer where they are long. */
export async function previewImport(
  bytes: AsyncIterable<Buffer>,
  reading: ImportReading,
  settings: ImportSettings,
  limit: number,
): Promise<ImportHeader & { rows: ImportedRow[] }> {
  const { rowBatches, ...header } = await openImport(bytes, reading, settings);
  const rows: ImportedRow[] = [];
  let length = 0;
  for await (const batch of rowBatches) {
    for (const row of batch) {
      if (rows.length >= limit || length > PREVIEW_LENGTH) {
        return { ...header, rows };
      }
      rows.push(row);
      length += JSON.stringify(row).length;
    }
  }
  return { ...header, rows };
}

async function* readRows(
  bytes: AsyncIterable<Buffer>,
  reading: ImportReading,
  { storedSpelling, opened }: ImportSettings & { opened(header: ImportHeader): void },
): AsyncGenerator<ImportedRow[]> {
  const source = new RecordSource(bytes, reading.encoding);
  let file: RowFile | undefined;
  let batch: ImportedRow[] = [];
  let length = 0;
  for await (const records of source.read()) {
    if (!file) {
      const header = readHeader(records[0], { ...reading, delimiter: reading.delimiter ?? source.delimiter });
      source.delimiter = header.delimiter;
      const settings = { ...reading, storedSpelling, ...(await provinceReaders(header, reading)) };
      const { delimiter, headers } = header;
      file = { delimiter, columns: headers.length, reader: new RowReader(header, settings) };
      opened({ ...headerOf(header), encoding: source.encoding });
      yield [];
      continue;
    }
    const cells = parseCells(records, file.delimiter);
    for (const [index, record] of records.entries()) {
      const row = readRecord(record, cells[index], file);
      if (row) {
        batch.push(row);
        length += record.text.length;
      }
      if (source.breather.isDue) {
        await source.breather.rest();
      }
      if (batch.length === ROW_BATCH || length > BATCH_LENGTH) {
        yield batch;
        batch = [];
        length = 0;
      }
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** Our own exports have provinces as the store has them. Addresses of Mailchimp are read by the names of provinces. */
async function provinceReaders(
  { format }: FileHeader,
  { provinces = format === "own" ? "as_given" : "iso" }: ImportReading,
): Promise<Pick<RowSettings, "province" | "isProvince">> {
  if (format !== "mailchimp" && provinces === "as_given") {
    return {};
  }
  const subdivisions = await loadSubdivisions();
  return {
    isProvince: (country, name) => hasProvince(subdivisions, country, name),
    ...(provinces === "iso" && { province: (country, name) => provinceCode(subdivisions, country, name) }),
  };
}

function headerOf({ format, delimiter, headers, targets, more, warnings }: FileHeader): Omit<ImportHeader, "encoding"> {
  const others = new Map(more?.map(({ index, target }) => [index, target]));
  const mapping = Object.fromEntries(
    headers.map((header, index) => [header, targets[index] ?? others.get(index) ?? null]),
  );
  return { format, delimiter, mapping, warnings };
}

type RowFile = { delimiter: ImportDelimiter; columns: number; reader: RowReader };

/** @returns undefined for a record that is none: its cells are empty, or it is not for an import. */
function readRecord(record: FileRecord, given: readonly string[], file: RowFile): ImportedRow | undefined {
  const { line, text, quoted } = record;
  const cells = cellsInQuotes(record, given, file) ?? given;
  const fault = record.fault ?? (typeof cells === "string" ? cells : undefined);
  if (!fault && quoted && given.every((cell) => cell === "")) {
    return undefined;
  }
  // A slice would keep the whole record in memory for as long as it is kept itself; a copy does not.
  const raw = storableText(text.length > MAX_RAW_LENGTH ? Buffer.from(text.slice(0, MAX_RAW_LENGTH)).toString() : text);
  if (fault !== undefined || typeof cells === "string") {
    file.reader.skip(line);
    return { line, raw, errors: [errorOf(null, fault ?? "")] };
  }
  const row = file.reader.read(cells, text, line);
  return row && { line, raw, ...row };
}
