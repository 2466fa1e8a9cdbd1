import { parse } from "csv-parse/sync";
import type { FileRecord } from "./split-records";
import type { ImportDelimiter } from "./types";

/**
 * The cells of whole records. Where no cell is in quotes, what stands between the delimiters is the cells; the others go
 * through csv-parse, many at a time: a call costs as much as ten records.
 */
export function parseCells(records: readonly FileRecord[], delimiter: ImportDelimiter): string[][] {
  const quoted = records.filter(isQuoted).map(({ text }) => text);
  const parsed = quoted.length > 0 ? parseQuoted(quoted, delimiter) : [];
  let next = 0;
  return records.map((record) => {
    if (record.fault) {
      return [];
    }
    return record.quoted ? parsed[next++] : record.text.split(delimiter);
  });
}

const isQuoted = ({ quoted, fault }: FileRecord): boolean => quoted && !fault;

function parseQuoted(texts: readonly string[], delimiter: ImportDelimiter): string[][] {
  return parse(texts.join("\n"), { delimiter, record_delimiter: "\n", relax_column_count: true });
}
