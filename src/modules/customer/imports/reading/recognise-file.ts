import type { ImportEncoding } from "../types";
import { refuseFile } from "./reject-file";

/** How files begin that people upload in place of a CSV, and what to do about it. */
const NO_CSV: readonly (readonly [Buffer, string])[] = [
  [
    Buffer.from("PK\x03\x04"),
    "is a zip archive or an Excel workbook (.xlsx). Unpack it, or save the sheet as CSV UTF-8",
  ],
  [Buffer.from("PK\x05\x06"), "is an empty zip archive. Upload the CSV itself"],
  [Buffer.from([0x1f, 0x8b]), "is compressed with gzip. Unpack it and upload the CSV itself"],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), "is an old Excel workbook (.xls). Save the sheet as CSV UTF-8"],
  [Buffer.from("%PDF"), "is a PDF. Upload a CSV"],
  [Buffer.from("{"), "is JSON. Imports read CSV; an export with the format csv gives one"],
  [Buffer.from("["), "is JSON. Imports read CSV; an export with the format csv gives one"],
  [Buffer.from("<"), "is HTML or XML. Upload a CSV"],
];

/** Byte order marks (Unicode 15, 23.8). */
const MARKS: readonly (readonly [ImportEncoding, Buffer])[] = [
  ["utf-8", Buffer.from([0xef, 0xbb, 0xbf])],
  ["utf-16le", Buffer.from([0xff, 0xfe])],
  ["utf-16be", Buffer.from([0xfe, 0xff])],
];

const SAMPLE = 512;

const beginsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);

/**
 * Finds the encoding of a file by its first bytes. A byte order mark counts before `given`, the choice of the caller;
 * without both it is UTF-8. `start`: where the text begins, behind the mark.
 *
 * @throws MedusaError (invalid_data) for what is no CSV.
 */
export function recogniseFile(first: Buffer, given?: ImportEncoding): { encoding: ImportEncoding; start: number } {
  const [, what] = NO_CSV.find(([start]) => beginsWith(first, start)) ?? [];
  if (what) {
    refuseFile(`The file ${what}.`);
  }
  const [marked, mark] = MARKS.find(([, bytes]) => beginsWith(first, bytes)) ?? [];
  if (marked && mark) {
    return { encoding: marked, start: mark.length };
  }
  if (!given) {
    refuseUnmarkedUtf16(first.subarray(0, SAMPLE));
  }
  return { encoding: given ?? "utf-8", start: 0 };
}

/** Latin letters in UTF-16 have a NUL as every other byte, which no text in UTF-8 has. */
function refuseUnmarkedUtf16(sample: Buffer): void {
  const nuls = { even: 0, odd: 0 };
  sample.forEach((byte, index) => {
    nuls[index % 2 === 0 ? "even" : "odd"] += byte === 0 ? 1 : 0;
  });
  const [fewest, most] = [Math.min(nuls.even, nuls.odd), Math.max(nuls.even, nuls.odd)];
  if (sample.length >= 8 && most > sample.length * 0.4 && fewest < most * 0.1) {
    const encoding: ImportEncoding = nuls.odd === most ? "utf-16le" : "utf-16be";
    refuseFile(`The file looks like UTF-16 without a byte order mark. Give "encoding": "${encoding}".`);
  }
}
