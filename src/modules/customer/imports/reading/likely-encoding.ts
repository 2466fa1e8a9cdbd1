import { analyse } from "chardet";
import { CODE_PAGE_850, fromCodePage850 } from "./code-page-850";
import { decodeText } from "./decode-text";

/** Encodings of small alphabets that the library confuses, or does not know. */
const SMALL = [
  "windows-1252",
  "windows-1250",
  "macintosh",
  "iso-8859-2",
  "windows-1251",
  "windows-1253",
  "windows-1254",
];

/** The alphabet that the library finds as ISO-8859-7, and that Excel writes so. Its letters are others in Cyrillic, too. */
const GREEK = "windows-1253";

/** How much of a file is looked at. */
const SAMPLE = 16 * 1024;

/**
 * The likely encoding of text that is not UTF-8, for a message; it is never applied without a choice of the admin. Of the
 * candidates of a detection library, those of small alphabets and that of DOS the one counts in which the letters form words.
 */
export function likelyEncoding(bytes: Buffer): string | undefined {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const sample = bytes.subarray(Math.max(0, first - 100), Math.max(0, first - 100) + SAMPLE);
  const detected = analyse(sample).flatMap(({ name, confidence }) => (confidence >= 10 ? [name.toLowerCase()] : []));
  const greek = detected.includes("iso-8859-7") ? [GREEK] : [];
  const candidates = [...new Set([...greek, ...SMALL, ...detected]), CODE_PAGE_850];
  let best: { label: string; score: number } | undefined;
  for (const label of candidates) {
    const text = decoded(sample, label);
    const score = text === undefined ? Number.NEGATIVE_INFINITY : scoreOf(text) - doubtOf(text, label);
    if (best === undefined || score > best.score) {
      best = { label, score };
    }
  }
  return best && Number.isFinite(best.score) ? best.label : undefined;
}

function decoded(sample: Buffer, label: string): string | undefined {
  if (label === CODE_PAGE_850) {
    return fromCodePage850(sample);
  }
  try {
    const decoder = new TextDecoder(label);
    // Some versions of Node.js decode this one wrongly.
    return decoder.encoding === "windows-1252" ? decodeText(label).decode(sample) : decoder.decode(sample);
  } catch {
    return undefined;
  }
}

/** What speaks against a reading beside its letters. */
function doubtOf(text: string, label: string): number {
  const together = label === CODE_PAGE_850 ? TWO_TOGETHER : THREE_TOGETHER;
  return DOUBT_OF_RUN * countOf(text, together) + (label === "windows-1252" && looksEastern(text) ? 0.5 : 0);
}

/**
 * Words of languages with Latin letters seldom have so many accented letters one behind another. In the encodings of the West nearly
 * every byte is such a letter, also of words in Cyrillic or Greek.
 */
const THREE_TOGETHER = /(?:(?!\p{ASCII})\p{Script=Latin}){3,}/gu;
/** In the code page of DOS even more bytes are letters. */
const TWO_TOGETHER = /[^\p{ASCII}ß]{2,}/gu;
const DOUBT_OF_RUN = 3;

/**
 * Two alphabets of Windows have their letters in the same places. Western Europe seldom writes these, the east of Europe does: where
 * they are many, of two equal readings the eastern one counts. One name from the east makes no file eastern.
 */
const looksEastern = (text: string): boolean =>
  EASTERN.test(text) &&
  4 * countOf(text, /ì/i.test(text) ? CZECH_LETTER : EASTERN_LETTER) >= countOf(text, NO_ASCII_LETTER);

const EASTERN = /[ŠšŽž]/;
/** And the Czech ě, as it looks in the western alphabet. */
const EASTERN_LETTER = /[ŠšŽžŸìÌ]/g;
/** And the Czech ř: no language of the west has these two. */
const CZECH_LETTER = /[ŠšŽžŸìÌøØ]/g;
const NO_ASCII_LETTER = /(?!\p{ASCII})\p{L}/gu;

const countOf = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;

/** Letters that no list of customers has: they are what other letters look like in the wrong encoding. */
const LETTER = /(?![ﬁﬂƒ])\p{L}/gu;
/** Signs that stand at the edge of a word. */
const SIGN_OF_TEXT = /[–—‘’‚“”„…€]/gu;

/** No word has Latin letters beside others. */
const OF_OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;

/** Letters for it, and signs of text at the edge of words; signs and controls inside of words, capitals behind small letters and unreadable bytes against it. */
function scoreOf(text: string): number {
  let score = 0;
  for (const { 0: run, index } of text.matchAll(/\P{ASCII}+/gu)) {
    const before = text[index - 1] ?? " ";
    const after = text[index + run.length] ?? " ";
    const isInside = /\p{L}/u.test(before) && /\p{L}/u.test(after);
    const letters = (run.match(LETTER)?.length ?? 0) + (isInside ? 0 : (run.match(SIGN_OF_TEXT)?.length ?? 0));
    score += letters - 2 * (run.length - letters);
    score -= run.includes("\ufffd") || /\p{Cc}/u.test(run) ? 5 : 0;
    score -= OF_OTHER_SCRIPT.test(run) && (/\p{L}/u.test(before) || /\p{L}/u.test(after)) ? 2 : 0;
    score -= /\p{Ll}/u.test(before) && /^\p{Lu}/u.test(run) ? 2 : 0;
    score -= /\p{Ll}$/u.test(run) && /\p{Lu}/u.test(after) ? 2 : 0;
    score -= /\p{Lu}$/u.test(run) && /\p{Ll}/u.test(before) && /\p{Ll}/u.test(after) ? 2 : 0;
  }
  return score;
}
