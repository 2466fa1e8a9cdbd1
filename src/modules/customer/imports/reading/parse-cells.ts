import type { ImportDelimiter } from "../types";
import { type FileRecord, skipSpaces } from "./split-records";

/**
 * The cells of whole records, as RFC 4180 has them; spaces may stand around a cell in quotes. The records are known to be right (`quoteFault`), so that places of
 * quotes and delimiters tell the cells: a parser that looks at each byte holds the server for a tenth of a second over a
 * cell of a megabyte. A spec compares the cells with those of csv-parse.
 */
export function parseCells(records: readonly FileRecord[], delimiter: ImportDelimiter): string[][] {
  return records.map(({ text, quoted, fault }) => {
    if (fault) {
      return [];
    }
    return quoted ? cellsOf(text, delimiter) : text.split(delimiter);
  });
}

function cellsOf(text: string, delimiter: ImportDelimiter): string[] {
  const cells: string[] = [];
  for (let start = 0; start <= text.length; ) {
    const open = skipSpaces(text, start);
    if (text[open] === '"') {
      const close = closingQuote(text, open);
      cells.push(text.slice(open + 1, close).replaceAll('""', '"'));
      start = skipSpaces(text, close + 1) + 1;
    } else {
      const end = endOfBare(text, start, delimiter);
      cells.push(text.slice(start, end));
      start = end + 1;
    }
  }
  return cells;
}

/** The quote that ends the cell: one that no other quote follows. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (text[close + 1] === '"') {
    close = text.indexOf('"', close + 2);
  }
  return close;
}

function endOfBare(text: string, start: number, delimiter: ImportDelimiter): number {
  const end = text.indexOf(delimiter, start);
  return end < 0 ? text.length : end;
}
