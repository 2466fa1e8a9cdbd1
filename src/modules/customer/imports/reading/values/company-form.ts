/** Legal forms that no person is called, without dots and in small letters. */
const FORMS: ReadonlySet<string> = new Set([
  ...["gmbh", "ggmbh", "mbh", "ohg", "kgaa"],
  ...["ltd", "limited", "llc", "llp", "plc", "inc", "incorporated", "corp", "corporation", "pty", "pvt"],
  ...["sarl", "sasu", "eurl", "srl", "srls", "bvba", "vof", "cvba", "slu", "lda", "ltda", "eireli", "unipessoal"],
  ...["aps", "oyj", "sro", "doo", "zrt", "nyrt", "kft", "spzoo", "gesmbh", "sagl"],
]);

/** Forms that are also names or initials: with dots between the letters, or in capitals behind a word in small letters. */
const CAPITALS: ReadonlySet<string> = new Set([
  ...["AG", "KG", "UG", "SE", "SA", "SAS", "SL", "SC", "BV", "NV", "CV", "AB", "AS", "OY", "SPA", "SCI", "SNC", "GBR"],
]);

const DOTTED = /^\p{L}(?:\.\p{L})+\.?$/u;

/** `GmbH & Co. KG`, `Sp. z o.o.`, `s. r. o.`: forms of several words. */
const OF_WORDS =
  /(?:\bsp\. ?z ?o\. ?o\.?|\bs\. ?r\. ?o\.?|\bd\. ?o\. ?o\.?|\bs\. ?a\. ?r\. ?l\.?|\bs\. ?p\. ?a\.?|\be\. ?[kv]\.)$/iu;

/**
 * Whether a whole name is that of a company: its last word, or one behind the first, is a legal form.
 *
 * `Acme GmbH`, `Widget, Inc.`, `Jansen B.V.`, `Berg GmbH & Co. KG`. Short forms that may be names count in capitals only,
 * and only where the other words are not in capitals: `Maria SA`, but not `MARIA SA`.
 */
export function isCompany(name: string): boolean {
  const words = name.trim().split(/[\s,]+/);
  if (words.length < 2) {
    return false;
  }
  const hasSmall = /\p{Ll}{2}/u.test(words[0]);
  return (
    OF_WORDS.test(name.trim()) ||
    words.slice(1).some((word) => {
      const plain = word.replace(/[./()]/g, "");
      return (
        FORMS.has(plain.toLowerCase()) ||
        (CAPITALS.has(plain.toUpperCase()) && (DOTTED.test(word) || (hasSmall && isInCapitals(plain))))
      );
    })
  );
}

const isInCapitals = (word: string): boolean => word === word.toUpperCase();
