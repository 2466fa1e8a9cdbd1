import {
  CUSTOMER_KEYS,
  IMPORT_DELIMITERS,
  type ImportColumnWarning,
  type ImportDelimiter,
  type ImportReading,
} from "../types";
import { formatOf } from "./formats/declared-format";
import { extendFormat } from "./formats/extended";
import type { FileFormat } from "./formats/format";
import { assertTargets as assertKnownTargets, mappedFormat } from "./formats/mapped";
import { isOwnFile, ownFormat } from "./formats/own";
import { findFormat } from "./formats/registry";
import { IS_SECRET, isSecretHeader, refuseSecrets } from "./formats/secrets";
import { looksLike } from "./other-files";
import { parseCells } from "./parse-cells";
import { listNames, refuseFile } from "./reject-file";
import { type FileRecord, quoteFault } from "./split-records";
import { lostColumns, refuseHeader, refuseLosses, refuseMostlyOthers } from "./suggest-mapping";

/** Files of customers have fewer; our own format has 713 with all of its addresses. */
export const MAX_COLUMNS = 1_000;

const KEYS: readonly string[] = CUSTOMER_KEYS;

/** Control characters other than white space, and halves of surrogate pairs: no header has any, every binary file does. */
const isBinary = (text: string): boolean => !text.isWellFormed() || /\p{Cc}/u.test(text.replace(/[\t\r\n]/g, ""));

export type FileHeader = FileFormat & {
  delimiter: ImportDelimiter;
  headers: string[];
  warnings: ImportColumnWarning[];
};

type HeaderReading = Pick<ImportReading, "delimiter" | "mapping" | "extend_format" | "constants" | "strict">;

/**
 * Reads the first record of a file: whose columns these are, and where each goes. A file without a header begins with a
 * customer: as long as it is not clear that it has one, no message shows what is in it, since messages are logged.
 *
 * @throws MedusaError (invalid_data) when that is not clear, with what to do about it.
 */
export function readHeader(record: FileRecord, reading: HeaderReading): FileHeader {
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
  if (headers.length > MAX_COLUMNS) {
    const most = MAX_COLUMNS.toLocaleString("en");
    refuseFile(`The file has ${headers.length} columns; at most ${most} are read. Remove some.`);
  }
  const format = formatOfFile(headers, reading);
  const targets = format.targets.filter((target) => target !== null);
  assertSingle(headers, format);
  assertConstants(Object.keys(reading.constants ?? {}));
  assertTargets(targets);
  return { ...format, delimiter, headers, warnings: warningsOf(record.line, headers, format, reading) };
}

/** The delimiter that the header has most of, outside of quotes. */
function detectDelimiter(header: string): ImportDelimiter {
  const bare = header.replace(/"[^"]*"/g, "");
  const counts = IMPORT_DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return IMPORT_DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/** Two columns of one name matter where one of them is read: it is not clear which. */
function assertSingle(headers: readonly string[], { targets }: FileFormat): void {
  const twice = headers.findIndex((header, index) => headers.indexOf(header) < index);
  const used = headers.find((header, index) => targets[index] !== null && headers.indexOf(header) < index);
  const name = used ?? headers.find((one, index) => targets[index] !== null && headers.lastIndexOf(one) > index);
  if (twice >= 0 && name !== undefined) {
    const [first, second] = [headers.indexOf(name), headers.lastIndexOf(name)];
    refuseFile(`Columns ${first + 1} and ${second + 1} of the file have one name. Rename or remove one of them.`);
  }
}

function assertTargets(targets: readonly string[]): void {
  if (!targets.some((target) => KEYS.includes(target))) {
    refuseFile(`No column is one of ${KEYS.join(", ")}: without any, the customer of a row is not known. Name one.`);
  }
  // Beside both, the whole name counts in rows without them; beside one of them it may be the other half.
  const isHalf = (prefix: string): boolean =>
    targets.includes(`${prefix}first_name`) !== targets.includes(`${prefix}last_name`);
  const whole = targets.find(
    (target) => /^(?:address_\d+_)?name$/.test(target) && isHalf(target.slice(0, -"name".length)),
  );
  if (whole !== undefined) {
    const prefix = whole.slice(0, -"name".length);
    refuseFile(
      `Columns go to ${whole} and to one of ${prefix}first_name and ${prefix}last_name. Give both of these, or ${whole} alone.`,
    );
  }
  if (targets.includes("metadata") && targets.some((target) => target.startsWith("metadata."))) {
    refuseFile("Columns go both to metadata and to keys of it (metadata.KEY). Keep one way.");
  }
}

/** A key as a constant would make one customer of all rows, by a value that no row checks. */
function assertConstants(targets: readonly string[]): void {
  assertKnownTargets(targets);
  const keys = targets.filter((target) => KEYS.includes(target));
  if (keys.length > 0) {
    refuseFile(
      `The constants have ${keys.join(", ")}, and one value cannot name the customer of every row. Remove it, and give a ` +
        `column for one of ${KEYS.join(", ")}.`,
    );
  }
}

function formatOfFile(headers: readonly string[], { mapping, extend_format }: HeaderReading): FileFormat {
  if (mapping && !extend_format) {
    return mappedFormat(headers, mapping);
  }
  if (extend_format && !mapping) {
    refuseFile('"extend_format" changes columns of a known format by a mapping, and there is no mapping. Give one.');
  }
  const found = detectFormat(headers, mapping);
  const file = mapping ? extendFormat(found, headers, mapping) : found;
  if (file.format === "own") {
    refuseLosses(headers, file);
  } else {
    refuseMostlyOthers(headers, file);
  }
  return file;
}

/** `mapping`: changes of the format's columns. Secrets that it leaves out are no reason to refuse the file. */
function detectFormat(headers: readonly string[], mapping: HeaderReading["mapping"] = {}): FileFormat {
  const declared = findFormat(headers);
  const what = looksLike(headers, { isKnown: declared !== undefined });
  if (what) {
    refuseHeader(`The file looks like ${what}, not like customers.`, headers, { isOther: true });
  }
  if (declared) {
    return formatOf(declared, headers);
  }
  if (!isOwnFile(headers)) {
    refuseHeader(
      `The header is not known: its ${headers.length} columns are neither ours (${KEYS.join(", ")}, ...) nor those of a ` +
        "system that is known.",
      headers,
    );
  }
  const omitted = new Set(
    Object.entries(mapping).flatMap(([header, target]) => (target === null ? header.trim() : [])),
  );
  refuseSecrets(headers.filter((header) => isSecretHeader(header) && !omitted.has(header)));
  return ownFormat(headers);
}

/** @throws MedusaError (invalid_data) where warnings are errors. */
function warningsOf(
  line: number,
  headers: readonly string[],
  file: FileFormat,
  { strict, constants = {} }: HeaderReading,
): ImportColumnWarning[] {
  const { format, unknown, targets, notes = [] } = file;
  if (strict && unknown.length > 0) {
    refuseFile(
      `The file has columns that are not known: ${listNames(unknown)}. Remove or rename them, or send the mapping ` +
        `${JSON.stringify({ [unknown[0]]: "metadata.KEY" })} with "extend_format": true; null leaves a column out.`,
    );
  }
  const secrets = format === "mapped" ? [] : headers.filter((one, index) => !targets[index] && isSecretHeader(one));
  const lost = lostColumns(headers, file);
  const advice = (field: string, target = "metadata.KEY"): string =>
    format === "own"
      ? "Give it the name of a column of ours, or metadata.KEY, to keep it"
      : `To keep it, send the mapping ${JSON.stringify({ [field]: target })} with "extend_format": true`;
  return [
    ...unknown.map((field) => {
      const { target, isPart } = lost.get(field) ?? {};
      return {
        line,
        field,
        reason: `is not known and left out. ${target ? `It may be ${isPart ? "a part of " : ""}${target}. ` : ""}${advice(field, target)}`,
      };
    }),
    ...secrets.map((field) => ({ line, field, reason: IS_SECRET })),
    ...notes
      .filter(({ unless = "" }) => !(unless in constants) && !targets.includes(unless))
      .map(({ field, reason }) => ({ line, field, reason })),
  ];
}
