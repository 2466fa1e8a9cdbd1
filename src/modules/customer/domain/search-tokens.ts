/** One word of a search, and how the search text is to be looked at for it. */
export type SearchToken = {
  /** The word as it was typed; the database folds it (accents, case) as it folded the text. */
  text: string;
  /** One or two letters: no trigram lies inside of them, so they are looked for at the beginning of a word only. */
  wordStart: boolean;
  /** The digits of what looks like a phone number, to be found whatever stands between them in the text. */
  digits: string | null;
};

/** Digits with the signs that people put between them; three digits at least, or it is a house number. */
const PHONE = /^[+()./\d-]*\d[+()./\d-]*$/;

/** The words of `q`, split as core splits them, at white space. */
export function searchTokens(q: string): SearchToken[] {
  return q
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const digits = word.replace(/\D/g, "");
      const isPhone = PHONE.test(word) && digits.length >= 3 && digits !== word;
      return {
        text: word,
        wordStart: [...word].length <= 2,
        digits: isPhone ? digits : null,
      };
    });
}
