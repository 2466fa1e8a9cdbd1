import { CUSTOMER_KEYS, IMPORT_DELIMITERS, type ImportDelimiter, type ImportReading } from "../types";
import type { FileFormat } from "./formats/format";
import { mappedFormat } from "./formats/mapped";
import { ownFormat } from "./formats/own";
import { isPasswordHeader, refusePasswords } from "./formats/passwords";
import { isShopify, shopifyFormat } from "./formats/shopify";
import { isWoocommerce, woocommerceFormat } from "./formats/woocommerce";
import { parseCells } from "./parse-cells";
import { refuseFile } from "./reject-file";
import { type FileRecord, quoteFault } from "./split-records";
import { parseTarget } from "./targets";

/** Nobody's customers have more; our own format has 713 with all of its addresses. */
export const MAX_COLUMNS = 1_000;

const KEYS: readonly string[] = CUSTOMER_KEYS;

/** Control characters other than white space, and halves of surrogate pairs: no header has any, every binary file does. */
const isBinary = (text: string): boolean => !text.isWellFormed() || /\p{Cc}/u.test(text.replace(/[\t\r\n]/g, ""));

export type FileHeader = FileFormat & { delimiter: ImportDelimiter; headers: string[] };

/**
 * What the first record of a file says: whose columns these are, and where each goes. A file without a header begins with
 * a customer: as long as it is not clear that it has one, no message shows what is in it, since messages are logged.
 *
 * @throws MedusaError (invalid_data) when that is not clear, with what to do about it.
 */
export function readHeader(record: FileRecord, reading: Pick<ImportReading, "delimiter" | "mapping">): FileHeader {
  if (isBinary(record.text)) {
    refuseFile("The file is no text: its first line holds control characters. Upload a CSV, or give its encoding.");
  }
  const delimiter = reading.delimiter ?? detectDelimiter(record.text);
  const fault = record.fault ?? (record.quoted ? quoteFault(record.text, delimiter) : undefined);
  if (fault) {
    refuseFile(`The header (line ${record.line}) ${fault}.`);
  }
  const [cells] = parseCells([record], delimiter);
  const headers = cells.map((cell) => cell.trim());
  assertHeaders(headers);
  const format = reading.mapping ? mappedFormat(headers, reading.mapping) : detectFormat(headers);
  assertTargets(format.targets.filter((target) => target !== null));
  return { ...format, delimiter, headers };
}

/** The delimiter that the header has most of, outside of quotes. */
function detectDelimiter(header: string): ImportDelimiter {
  const bare = header.replace(/"[^"]*"/g, "");
  const counts = IMPORT_DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return IMPORT_DELIMITERS[counts.indexOf(Math.max(...counts))];
}

function assertHeaders(headers: readonly string[]): void {
  if (headers.length > MAX_COLUMNS) {
    refuseFile(
      `The file has ${headers.length} columns; at most ${MAX_COLUMNS.toLocaleString("en")} are read. Remove some.`,
    );
  }
  const twice = headers.findIndex((header, index) => header !== "" && headers.indexOf(header) < index);
  if (twice >= 0) {
    const first = headers.indexOf(headers[twice]);
    refuseFile(`Columns ${first + 1} and ${twice + 1} of the file have one name. Rename or remove one of them.`);
  }
}

function assertTargets(targets: readonly string[]): void {
  if (!targets.some((target) => KEYS.includes(target))) {
    refuseFile(`No column is one of ${KEYS.join(", ")}: without any, customers cannot be told apart. Name one.`);
  }
  if (targets.includes("metadata") && targets.some((target) => target.startsWith("metadata."))) {
    refuseFile("Columns go both to metadata and to keys of it (metadata.KEY). Keep one way.");
  }
  if (targets.includes("name") && (targets.includes("first_name") || targets.includes("last_name"))) {
    refuseFile("Columns go both to name and to first_name or last_name. Keep one way.");
  }
}

function detectFormat(headers: readonly string[]): FileFormat {
  refusePasswords(headers.filter(isPasswordHeader));
  if (isShopify(headers)) {
    return shopifyFormat(headers);
  }
  if (isWoocommerce(headers)) {
    return woocommerceFormat(headers);
  }
  if (!headers.some((header) => KEYS.includes(header) && parseTarget(header))) {
    refuseFile(
      `The header is not known: its ${headers.length} columns are neither ours (${KEYS.join(", ")}, ...) nor those of a ` +
        "customer export of Shopify or WooCommerce. If the file has a header, give a mapping from its names to ours, such as " +
        '{"E-Mail": "email"}; if it has none, put one before its first line.',
    );
  }
  return ownFormat(headers);
}
