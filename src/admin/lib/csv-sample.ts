import type { ImportDelimiter } from "../../types/http/imports";
import { DELIMITERS } from "./server-facts";

type CsvSample = { delimiter: ImportDelimiter; columns: string[]; rows: string[][] };

/**
 * Reads the columns and first rows from the beginning of a CSV, to show them.
 *
 * It does not validate: the server decides whether the file is correct, and how rows are read.
 */
export function readSample(text: string, given?: ImportDelimiter, maxRows = 3): CsvSample {
  const { rest, declared } = readFirstLine(text.replace(/^\ufeff/, ""));
  const delimiter = given ?? declared ?? mostUsed(rest);
  const [columns = [], ...rows] = splitRecords(rest, delimiter, maxRows + 1);
  return { delimiter, columns: columns.map((column) => column.trim()), rows };
}

/** Reads `sep=;` on the first line, as Excel writes it. */
function readFirstLine(text: string): { rest: string; declared?: ImportDelimiter } {
  const [line, mark] = text.match(/^sep=(.)\r?\n/i) ?? [];
  const declared = DELIMITERS.find((delimiter) => delimiter === mark);
  return line === undefined ? { rest: text } : { rest: text.slice(line.length), declared };
}

function mostUsed(text: string): ImportDelimiter {
  const header = (text.match(/^(?:"(?:[^"]|"")*"|[^\r\n"])*/)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/** Splits a text into its first records (RFC 4180). Skips empty lines. */
export function splitRecords(text: string, delimiter: string, max: number): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRecord = () => {
    if (cells.length > 0 || cell !== "") {
      records.push([...cells, cell]);
    }
    cells = [];
    cell = "";
  };
  for (let index = 0; index < text.length && records.length < max; index++) {
    const character = text[index];
    if (isQuoted) {
      const isEscaped = character === '"' && text[index + 1] === '"';
      isQuoted = character !== '"' || isEscaped;
      cell += isQuoted ? character : "";
      index += isEscaped ? 1 : 0;
    } else if (character === '"' && cell === "") {
      isQuoted = true;
    } else if (character === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") {
      endRecord();
    } else {
      cell += character;
    }
  }
  if (records.length < max) {
    endRecord();
  }
  return records;
}
