import { isAscii, isUtf8 } from "node:buffer";
import type { ImportEncoding } from "../types";

/** Bytes that are no text in the file's encoding. `before`: the part of the piece that is, to count its lines. */
export class UndecodableText extends Error {
  constructor(
    readonly before: string,
    readonly what: string,
  ) {
    super(what);
  }
}

export type TextDecoding = {
  /** The characters that end in this piece; one that is cut by its end comes with the next. */
  decode(piece: Buffer): string;
  /** What is left at the end of the file: nothing. @throws UndecodableText when it ends in the middle of a character. */
  end(): string;
};

const NONE = Buffer.alloc(0);

/**
 * Turns pieces of bytes into text. Bytes that are not valid throw: put into U+FFFD, as decoders do by themselves, they
 * would be names spoilt without a word.
 */
export function decodeText(encoding: ImportEncoding): TextDecoding {
  let rest = NONE;
  const withRest = (piece: Buffer): Buffer => (rest.length > 0 ? Buffer.concat([rest, piece]) : piece);
  const decodings: Record<ImportEncoding, (piece: Buffer) => string> = {
    "utf-8": (piece) => {
      const bytes = withRest(piece);
      const whole = bytes.length - cutCharacter(bytes);
      rest = Buffer.from(bytes.subarray(whole));
      return fromUtf8(bytes.subarray(0, whole));
    },
    "utf-16le": (piece) => {
      const bytes = withRest(piece);
      const whole = bytes.length - (bytes.length % 2);
      rest = Buffer.from(bytes.subarray(whole));
      return bytes.toString("utf16le", 0, whole);
    },
    "utf-16be": (piece) => {
      const bytes = withRest(piece);
      const whole = bytes.length - (bytes.length % 2);
      rest = Buffer.from(bytes.subarray(whole));
      return Buffer.from(bytes.subarray(0, whole)).swap16().toString("utf16le");
    },
    latin1: (piece) => fromWindows1252(piece.toString("latin1")),
  };
  return {
    decode: decodings[encoding],
    end: () => {
      if (rest.length > 0) {
        throw new UndecodableText("", "the file ends in the middle of a character");
      }
      return "";
    },
  };
}

/** How many bytes at the end are a character of UTF-8 that goes on in the next piece. */
function cutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
    if (byte < 0x80) {
      return 0;
    }
  }
  return 0;
}

function fromUtf8(bytes: Buffer): string {
  if (isAscii(bytes)) {
    return bytes.toString("latin1");
  }
  if (!isUtf8(bytes)) {
    const valid = validLength(bytes);
    const byte = bytes[valid].toString(16).toUpperCase().padStart(2, "0");
    throw new UndecodableText(bytes.toString("utf8", 0, valid), `the byte 0x${byte} is not UTF-8`);
  }
  return bytes.toString("utf8");
}

/** Where the first byte that is not valid UTF-8 stands, give or take the character it belongs to. */
function validLength(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    const start = bytes.subarray(0, middle);
    if (isUtf8(start.subarray(0, middle - cutCharacter(start)))) {
      valid = middle;
    } else {
      invalid = middle;
    }
  }
  const start = bytes.subarray(0, valid);
  return valid - cutCharacter(start);
}

/**
 * What people call Latin-1 is Windows-1252 (as browsers read it, WHATWG Encoding 4.2): the same but for 0x80 to 0x9F,
 * where Latin-1 has control characters that no text holds, and Windows the euro and curly quotes.
 */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function fromWindows1252(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80]);
}
