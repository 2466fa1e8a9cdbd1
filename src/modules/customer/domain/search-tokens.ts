/** One word of a search, and how the search text is to be looked at for it. */
export type SearchToken = {
  /** The word as it was typed; the database folds it (accents, case) as it folded the text. */
  text: string;
  /**
   * One or two letters: no trigram lies inside of them. Beside a longer word, which the index finds, they are looked for
   * anywhere; alone at the beginning of a word only.
   */
  wordStart: boolean;
  /** The digits of what looks like a phone number, to be found whatever stands between them in the text. */
  digits: string | null;
};

/** Digits with the signs that people put between them; three digits at least, or it is a house number. */
const PHONE = /^[+()./\d-]*\d[+()./\d-]*$/;

/** The words of `q`, split as core splits them, at white space. */
export function searchTokens(q: string): SearchToken[] {
  const words = q.split(/\s+/).filter(Boolean);
  const isShort = (word: string) => [...word].length <= 2;
  const wordStart = words.every(isShort);
  return words.map((word) => {
    const digits = word.replace(/\D/g, "");
    const isPhone = PHONE.test(word) && digits.length >= 3 && digits !== word;
    return {
      text: word,
      wordStart,
      digits: isPhone ? digits : null,
    };
  });
}

/** The digits of a phone number that is typed in short pairs ("06 12 34 56 78"); null for any other search. */
export function phoneInPairs(q: string): string | null {
  const words = q.split(/\s+/).filter(Boolean);
  const digits = q.replace(/\D/g, "");
  const isPhone = words.length > 1 && words.every((word) => PHONE.test(word) && [...word].length <= 2);
  return isPhone && digits.length >= 3 ? digits : null;
}
