import type { ImportDelimiter } from "../types";

/** A record longer than this is not read: no customer is, and it would have to be held in memory. */
export const MAX_RECORD_LENGTH = 1_000_000;

/** How much of a record is kept beside its errors. */
export const MAX_RAW_LENGTH = 10_000;

/** A record as it stands in the file. `quoted`: it has cells in quotes. `fault`: why it has no cells. */
export type FileRecord = { line: number; text: string; quoted: boolean; fault?: string };

const LONGEST = `${MAX_RECORD_LENGTH.toLocaleString("en")} characters`;
const TOO_LONG = `is longer than ${LONGEST}`;
const UNCLOSED = `opens a quote (") that is not closed, or not within ${LONGEST}`;

/** Places of signs in the text: not looked for yet, and looked for and not there. */
const UNKNOWN = -1;
const NONE = Number.POSITIVE_INFINITY;

/** The next place without a space. Spaces around a cell in quotes are no part of it. */
export function skipSpaces(text: string, from: number): number {
  let place = from;
  while (text[place] === " ") {
    place++;
  }
  return place;
}

/** The last place before that has no space; -1 where there is none. */
function lastBefore(text: string, place: number): number {
  let before = place - 1;
  while (text[before] === " ") {
    before--;
  }
  return before;
}

/** Why the quotes of a record are not those of RFC 4180, spaces around them aside; undefined when they are. */
export function quoteFault(text: string, delimiter: string): string | undefined {
  let open = text.indexOf('"');
  while (open >= 0) {
    const before = lastBefore(text, open);
    if (before >= 0 && text[before] !== delimiter) {
      return 'holds a quote (") inside of a cell without quotes. Put the cell in quotes and double the quote ("")';
    }
    let close = text.indexOf('"', open + 1);
    while (close >= 0 && text[close + 1] === '"') {
      close = text.indexOf('"', close + 2);
    }
    if (close < 0) {
      return UNCLOSED;
    }
    const after = skipSpaces(text, close + 1);
    if (after < text.length && text[after] !== delimiter) {
      return 'has text behind a closing quote ("). A quote inside of a cell is written twice ("")';
    }
    open = text.indexOf('"', close + 1);
  }
  return undefined;
}

/**
 * Cuts text that comes in pieces into records, with the number of the line on which each begins. A line end (CR LF, LF or
 * CR) ends a record when the quotes so far are even in number, which is what RFC 4180 comes to. Lines without anything
 * on them are passed over and counted.
 *
 * A record whose quotes are wrong, or that does not end within `MAX_RECORD_LENGTH`, is handed out with the fault and its
 * first line; the next one begins on the line behind: a forgotten quote costs one line, not the file.
 */
export class RecordSplitter {
  /** Quotes are checked once the delimiter is known, which the header shows. */
  delimiter: ImportDelimiter | undefined;
  /** The line that is looked at. */
  line = 1;
  private text = "";
  private finished = false;
  /** Of the record, of the line that is looked at, and of the record's second line. */
  private start = 0;
  private position = 0;
  private second = 0;
  private lines = 0;
  private open = false;
  private skipping = false;
  private lineFeed = UNKNOWN;
  private carriageReturn = UNKNOWN;
  private quote = UNKNOWN;

  /** The next piece; call when `next` has no more. */
  append(piece: string): void {
    this.text = this.text.slice(this.start) + piece;
    this.position -= this.start;
    this.second -= this.start;
    this.start = 0;
    this.forgetPlaces();
  }

  /** There is no more text: the rest is the last record. */
  finish(): void {
    this.finished = true;
  }

  /** Of a quoted record the line on which it began. */
  get recordLine(): number {
    return this.line - this.lines;
  }

  /** The next record; undefined when more text is needed. */
  next(): FileRecord | undefined {
    for (;;) {
      const end = this.lineEnd();
      if (end === undefined) {
        const tooLong = !this.skipping && this.text.length - this.start > MAX_RECORD_LENGTH;
        if (this.lines > 0 && (tooLong || this.finished)) {
          return this.giveUp();
        }
        return tooLong ? this.cutShort() : this.drop();
      }
      const record = this.skipping ? this.leave(end) : this.endLine(end);
      if (record) {
        return record;
      }
    }
  }

  /** Where the line ends; undefined when it goes on in the next piece, or when there is no line any more. */
  private lineEnd(): number | undefined {
    const { text, position } = this;
    this.lineFeed = this.placeOf("\n", this.lineFeed);
    this.carriageReturn = this.placeOf("\r", this.carriageReturn);
    const end = Math.min(this.lineFeed, this.carriageReturn);
    if (end === NONE) {
      return this.finished && position < text.length ? text.length : undefined;
    }
    // A CR at the very end may be the first half of CR LF.
    return end === text.length - 1 && text[end] === "\r" && !this.finished ? undefined : end;
  }

  private placeOf(sign: string, known: number): number {
    if (known >= this.position) {
      return known;
    }
    const place = this.text.indexOf(sign, this.position);
    return place < 0 ? NONE : place;
  }

  /** The line ends here, and the record with it, unless a quote is open. */
  private endLine(end: number): FileRecord | undefined {
    const quoted = this.countQuotes(end);
    const after = this.behind(end);
    if (this.open && end < this.text.length) {
      this.second = this.lines === 0 ? after : this.second;
      this.position = after;
      this.lines++;
      this.line++;
      return after - this.start > MAX_RECORD_LENGTH ? this.giveUp() : undefined;
    }
    const text = this.text.slice(this.start, end);
    const fault = this.faultOf(text, quoted || this.lines > 0);
    if (fault && this.lines > 0) {
      return this.giveUp();
    }
    const record = { line: this.recordLine, text, quoted: quoted || this.lines > 0, fault };
    this.begin(after, this.line + 1);
    return this.isBlank(text) ? undefined : record;
  }

  private faultOf(text: string, quoted: boolean): string | undefined {
    if (text.length > MAX_RECORD_LENGTH) {
      return TOO_LONG;
    }
    return quoted && this.delimiter ? quoteFault(text, this.delimiter) : undefined;
  }

  /** Only the first line of the record is taken, with what is wrong with it; the rest is read again. */
  private giveUp(): FileRecord {
    const line = this.recordLine;
    const text = this.text.slice(this.start, this.second).replace(/[\r\n]+$/, "");
    this.begin(this.second, line + 1);
    this.forgetPlaces();
    return { line, text, quoted: true, fault: this.faultOf(text, true) ?? UNCLOSED };
  }

  /** The line is too long to be held: its beginning is handed out, the rest passed over until it ends. */
  private cutShort(): FileRecord {
    const text = this.text.slice(this.start, this.start + MAX_RAW_LENGTH);
    this.skipping = true;
    return { line: this.line, text, quoted: false, fault: TOO_LONG };
  }

  /** The end of a line that was passed over. */
  private leave(end: number): undefined {
    this.skipping = false;
    this.begin(this.behind(end), this.line + 1);
  }

  /** What is passed over is not held either, but for a CR that may be the first half of CR LF. */
  private drop(): undefined {
    if (this.skipping) {
      this.start = Math.max(this.start, this.text.length - 1);
      this.position = this.start;
    }
  }

  private begin(start: number, line: number): void {
    this.start = start;
    this.position = start;
    this.line = line;
    this.lines = 0;
    this.open = false;
  }

  private behind(end: number): number {
    return end + (this.text[end] === "\r" && this.text[end + 1] === "\n" ? 2 : 1);
  }

  /** Opens or closes with every quote on the line; answers whether there are any. */
  private countQuotes(end: number): boolean {
    let quote = this.placeOf('"', this.quote);
    const any = quote < end;
    let from = this.position;
    while (quote < end) {
      this.open = !this.open;
      from = quote + 1;
      const place = this.text.indexOf('"', from);
      quote = place < 0 ? NONE : place;
    }
    this.quote = quote;
    return any;
  }

  /** Nothing on it but delimiters and white space, as spreadsheets leave them behind the last row. */
  private isBlank(text: string): boolean {
    for (let index = 0; index < text.length; index++) {
      const sign = text[index];
      if (sign !== this.delimiter && sign !== " " && sign !== "\t") {
        return false;
      }
    }
    return true;
  }

  private forgetPlaces(): void {
    this.lineFeed = UNKNOWN;
    this.carriageReturn = UNKNOWN;
    this.quote = UNKNOWN;
  }
}
