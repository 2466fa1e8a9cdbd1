import type { ImportDelimiter, ImportEncoding } from "../types";
import { Breather } from "./breather";
import { CODE_PAGE_850 } from "./code-page-850";
import { decodeText, type TextDecoding, UndecodableText } from "./decode-text";
import { likelyEncoding } from "./likely-encoding";
import { readPieces } from "./read-pieces";
import { recogniseFile } from "./recognise-file";
import { refuseFile } from "./reject-file";
import { type FileRecord, RecordSplitter } from "./split-records";

/** A first line that gives Excel the delimiter. It is no record. */
const SEPARATOR_LINE = /^"?sep=([,;\t|])"?$/i;

/** Records at a time: a megabyte behind a quote that is not closed may hold half a million short ones. */
const RECORDS_AT_ONCE = 1_000;

/** The records of a file of bytes. */
export class RecordSource {
  /** Known when the first record is read. */
  encoding: ImportEncoding = "utf-8";
  /** For the code that works on the records, too. */
  readonly breather = new Breather();
  private decoding: TextDecoding | undefined;
  private readonly splitter = new RecordSplitter();
  private headerRead = false;

  constructor(
    private readonly bytes: AsyncIterable<Buffer>,
    private readonly given?: ImportEncoding,
  ) {}

  /** With the first record what the file itself says of it, if anything; set it before the next is asked for. */
  delimiter: ImportDelimiter | undefined;

  /**
   * The first record alone, then as many at a time as come with a piece of the file.
   *
   * @throws MedusaError (invalid_data) when the bytes are no text in the file's encoding.
   */
  async *read(): AsyncGenerator<FileRecord[]> {
    for await (const piece of readPieces(this.bytes)) {
      this.splitter.append(this.orRefuse(() => this.decode(piece)));
      yield* this.records();
      // A piece of empty lines has no records.
      if (this.breather.isDue) {
        await this.breather.rest();
      }
    }
    this.orRefuse(() => this.decoding?.end());
    this.splitter.finish();
    yield* this.records();
  }

  private *records(): Generator<FileRecord[]> {
    if (!this.headerRead) {
      const header = this.nextHeader();
      if (!header) {
        return;
      }
      this.headerRead = true;
      yield [header];
    }
    this.splitter.delimiter = this.delimiter;
    let records: FileRecord[] = [];
    for (let record = this.splitter.next(); record; record = this.splitter.next()) {
      records.push(record);
      if (records.length === RECORDS_AT_ONCE) {
        yield records;
        records = [];
      }
    }
    if (records.length > 0) {
      yield records;
    }
  }

  private nextHeader(): FileRecord | undefined {
    const record = this.splitter.next();
    const [, separator] = SEPARATOR_LINE.exec(record?.text ?? "") ?? [];
    if (separator) {
      // as: the expression lets these through only.
      this.delimiter = separator as ImportDelimiter;
      return this.splitter.next();
    }
    return record;
  }

  private decode(piece: Buffer): string {
    if (this.decoding) {
      return this.decoding.decode(piece);
    }
    const { encoding, start } = recogniseFile(piece, this.given);
    this.encoding = encoding;
    this.decoding = decodeText(encoding);
    return this.decoding.decode(piece.subarray(start));
  }

  private orRefuse<Result>(decode: () => Result): Result {
    try {
      return decode();
    } catch (error) {
      if (error instanceof UndecodableText) {
        this.reject(error);
      }
      throw error;
    }
  }

  private reject({ before, what, piece }: UndecodableText): never {
    this.splitter.append(before);
    while (this.splitter.next());
    const likely = piece && likelyEncoding(piece);
    refuseFile(`Line ${this.splitter.line}: ${what}. ${likely === CODE_PAGE_850 ? OF_DOS : saveOrGive(likely)}`);
  }
}

const OF_DOS =
  "It is likely code page 850 (DOS), which imports do not read. Open the file with this encoding in LibreOffice or a text editor, " +
  "and save it as UTF-8.";

const saveOrGive = (likely: string | undefined): string =>
  "Save the file as UTF-8, or give its encoding. " +
  (likely ? `It is likely "encoding": "${likely}".` : 'Latin-1 is "encoding": "windows-1252".');
