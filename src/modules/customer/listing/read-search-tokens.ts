/** One word of a search, and how the search text is to be looked at for it. */
export type SearchToken = {
  /** The word as it was typed; the database folds it (accents, case) as it folded the text. */
  text: string;
  /**
   * No trigram lies inside of it, as in one or two letters. Beside a word that the index finds it is looked for anywhere;
   * alone at the beginning of a word only. What holds no letter and no digit has no beginning: it is looked for anywhere.
   */
  wordStart: boolean;
  /** The digits of what looks like a phone number, to be found whatever stands between them in the text. */
  digits: string | null;
};

/** Digits with the signs that people put between them; three digits at least, or it is a house number. */
const PHONE_SIGNS = /^[+()./\d-]+$/;

/** Two expressions: one with a digit between two such runs would try every digit of a long word. */
const isPhoneWord = (word: string): boolean => PHONE_SIGNS.test(word) && /\d/.test(word);

/** The words of `q`, split as core splits them, at white space. */
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
 * Whether the index can look for a word anywhere: pg_trgm takes three signs in a row out of a pattern, where two blanks
 * stand before a run of letters and digits and one behind it, unless the pattern may go on there. Accents are none: they
 * are taken off before.
 */
function hasTrigram(word: string): boolean {
  // Put together again: Korean letters come apart too.
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  const runs = [...plain.matchAll(/[\p{L}\p{N}]+/gu)];
  return runs.some(({ 0: run, index }) => {
    const before = index === 0 ? 0 : 2;
    const behind = index + run.length === plain.length ? 0 : 1;
    return before + [...run].length + behind >= 3;
  });
}

/** The digits of a phone number that is typed in short pairs ("06 12 34 56 78"); null for any other search. */
export function readPhoneInPairs(q: string): string | null {
  const words = q.split(/\s+/).filter(Boolean);
  const digits = q.replace(/\D/g, "");
  const isPhone = words.length > 1 && words.every((word) => isPhoneWord(word) && [...word].length <= 2);
  return isPhone && digits.length >= 3 ? digits : null;
}
