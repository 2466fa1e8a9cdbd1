/** One word of a search, and how it is searched. */
export type SearchToken = {
  /** The word as typed; the database folds it (accents, case) as it folds the search text. */
  text: string;
  /**
   * Whether the word is searched at the beginning of words only.
   *
   * That is so for words without a trigram (one or two letters), unless the index can search for another word of the
   * search. A word without letters and digits has no beginning, and is searched anywhere.
   */
  wordStart: boolean;
  /** The digits of a probable phone number, which are found with any characters between them. */
  digits: string | null;
};

/** Digits with the usual separators of phone numbers. With fewer than three digits it is a house number. */
const PHONE_SIGNS = /^[+()./\d-]+$/;

/** Whether a word looks like a phone number. Two expressions: a single one would try every digit of a long word. */
const isPhoneWord = (word: string): boolean => PHONE_SIGNS.test(word) && /\d/.test(word);

/** Splits `q` into words at white space, as core does. */
export function readSearchTokens(q: string): SearchToken[] {
  const words = q.split(/\s+/).filter(Boolean);
  const allShort = words.every((word) => !hasTrigram(word));
  return words.map((word) => {
    const digits = word.replace(/\D/g, "");
    const isPhone = isPhoneWord(word) && digits.length >= 3 && digits !== word;
    return {
      text: word,
      wordStart: allShort && /[\p{L}\p{N}]/u.test(word),
      digits: isPhone ? digits : null,
    };
  });
}

/**
 * Whether the index can search for a word anywhere, which needs a trigram.
 *
 * pg_trgm takes three characters in a row out of a pattern. Two blanks precede a run of letters and digits and one follows
 * it, unless the pattern may continue there. Accents do not count: they are removed before.
 */
function hasTrigram(word: string): boolean {
  // Composed again: Korean letters are decomposed too.
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  const runs = [...plain.matchAll(/[\p{L}\p{N}]+/gu)];
  return runs.some(({ 0: run, index }) => {
    const before = index === 0 ? 0 : 2;
    const behind = index + run.length === plain.length ? 0 : 1;
    return before + [...run].length + behind >= 3;
  });
}

/** Returns the digits of a phone number typed in short groups ("06 12 34 56 78"); null for any other search. */
export function readPhoneInPairs(q: string): string | null {
  const words = q.split(/\s+/).filter(Boolean);
  const digits = q.replace(/\D/g, "");
  const isPhone = words.length > 1 && words.every((word) => isPhoneWord(word) && [...word].length <= 2);
  return isPhone && digits.length >= 3 ? digits : null;
}
