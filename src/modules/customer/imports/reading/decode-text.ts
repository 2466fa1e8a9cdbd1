import type { ImportEncoding } from "../types";
import { FIRST_SIGN, WINDOWS_1252_SIGNS } from "./windows-1252";

/** Bytes that are no text in the file's encoding. `before`: the part of the piece that is, to count its lines. */
export class UndecodableText extends Error {
  constructor(
    readonly before: string,
    readonly what: string,
    /** The piece, to find its likely encoding; none where the encoding is right. */
    readonly piece?: Buffer,
  ) {
    super(what);
  }
}

export type TextDecoding = {
  /** The characters that end in this piece; one that the piece cuts comes with the next. @throws UndecodableText */
  decode(piece: Buffer): string;
  /** @throws UndecodableText when the file ends in the middle of a character. */
  end(): void;
};

/** Turns pieces of a file into text, in the order of the file. All but the last have an even number of bytes. */
export function decodeText(encoding: ImportEncoding): TextDecoding {
  const { encoding: name } = new TextDecoder(encoding);
  switch (name) {
    case "utf-8":
      return new Utf8Decoding();
    case "utf-16le":
    case "utf-16be":
      return new Utf16Decoding(name);
    case "windows-1252":
      return { decode: fromWindows1252, end: () => {} };
    default:
      return new OtherDecoding(name);
  }
}

const cutOff = () => new UndecodableText("", "the file ends in the middle of a character");

/** Invalid bytes throw: as U+FFFD, which a decoder puts in their place by default, they would spoil names without an error. */
class Utf8Decoding implements TextDecoding {
  private readonly decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  /** The last bytes before the piece, as many as a character may have: one of theirs may go on in the piece. */
  private last: Buffer = Buffer.alloc(0);

  decode(piece: Buffer): string {
    const text = orUndefined(() => this.decoder.decode(piece, { stream: true }));
    if (text === undefined) {
      throw this.describeInvalid(piece);
    }
    this.last = Buffer.concat([this.last, piece.subarray(-4)]).subarray(-4);
    return text;
  }

  end(): void {
    if (orUndefined(() => this.decoder.decode()) === undefined) {
      throw cutOff();
    }
  }

  /**
   * Finds the first invalid byte, which the decoder's error does not name: decoded with U+FFFD in its place and encoded
   * again, the bytes differ there first.
   */
  private describeInvalid(piece: Buffer): UndecodableText {
    const begins = this.last.findIndex((byte) => (byte & 0xc0) !== 0x80);
    const known = this.last.subarray(begins < 0 ? this.last.length : begins);
    const bytes = Buffer.concat([known, piece]);
    const again = Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
    const invalid = bytes.findIndex((byte, index) => byte !== again[index]);
    const hex = bytes[invalid].toString(16).toUpperCase().padStart(2, "0");
    const before = piece.toString("utf8", 0, Math.max(invalid - known.length, 0));
    return new UndecodableText(before, `the byte 0x${hex} is not UTF-8`, piece);
  }
}

function orUndefined(decode: () => string): string | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

/** Any other encoding of the WHATWG list. */
class OtherDecoding implements TextDecoding {
  private readonly decoder;

  constructor(private readonly encoding: string) {
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  decode(piece: Buffer): string {
    const text = orUndefined(() => this.decoder.decode(piece, { stream: true }));
    if (text === undefined) {
      const [before] = new TextDecoder(this.encoding).decode(piece).split("\ufffd");
      throw new UndecodableText(before, `holds bytes that are not ${this.encoding}`, piece);
    }
    return text;
  }

  end(): void {
    if (orUndefined(() => this.decoder.decode()) === undefined) {
      throw cutOff();
    }
  }
}

/** Not by TextDecoder: with half of a surrogate pair it would refuse the whole file, which is an error of its row here. */
class Utf16Decoding implements TextDecoding {
  private isCutOff = false;

  constructor(private readonly encoding: "utf-16le" | "utf-16be") {}

  decode(piece: Buffer): string {
    this.isCutOff = piece.length % 2 === 1;
    const whole = piece.subarray(0, piece.length - (piece.length % 2));
    return (this.encoding === "utf-16be" ? Buffer.from(whole).swap16() : whole).toString("utf16le");
  }

  end(): void {
    if (this.isCutOff) {
      throw cutOff();
    }
  }
}

/** Not by TextDecoder: many versions of Node.js 20 and 22 take 0x80 to 0x9F for control characters (nodejs/node#60888). */
function fromWindows1252(piece: Buffer): string {
  return piece
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (letter) => WINDOWS_1252_SIGNS[letter.charCodeAt(0) - FIRST_SIGN]);
}
