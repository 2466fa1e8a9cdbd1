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

/** Forms and kinds of companies that stand before their names, and are no first name: `SARL Petit`, `Stichting Kind`. */
const BEFORE: ReadonlySet<string> = new Set([
  ...["sarl", "eurl", "sasu", "stichting", "vereniging", "firma", "association", "fondation", "fundación", "fundacion"],
  ...["fondazione", "associazione", "asociación", "associação", "société", "établissements", "ets"],
]);

/** Before a name in capitals only, as they are syllables of names, too. */
const BEFORE_IN_CAPITALS: ReadonlySet<string> = new Set(["SAS", "SCI", "SNC", "GAEC", "GBR"]);

/** `Müller & Söhne`, `Smith and Sons`, `Dupont et Fils`, `Roy & Cie`: what no person is called behind an "and". */
const AND_OTHERS = new RegExp(
  "\\s(?:&|\\+|and|und|et|y|e|en)\\s+(?:" +
    "co|cie|cia|company|sons?|daughters?|brothers|bros|partners?|associates|" +
    "söhne|sohn|töchter|tochter|gebrüder|fils|filles?|frères|associés|hijos?|hijas?|hermanos|" +
    "figli[oa]?|fratelli|soci|associati|zo?nen|zoon|dochters?|filhos?|filhas?|irmãos" +
    ")\\.?$",
  "iu",
);

/** `Acme Co.`: with the dot, as Co is a last name. */
const COMPANY = /\sCo\.$/u;

const DOTTED = /^\p{L}(?:\.\p{L})+\.?$/u;

/** `GmbH & Co. KG`, `Sp. z o.o.`, `s. r. o.`: forms of several words. */
const OF_WORDS = /(?:\bsp\. ?z ?o\. ?o\.?|\bs\. ?r\. ?o\.?|\bd\. ?o\. ?o\.?|\bs\. ?a\. ?r\. ?l\.?|\bs\. ?p\. ?a\.?)$/iu;

/** `e.K.`, `e.V.`: in these letters only, `E. V.` are initials. */
const REGISTERED = /\be\. ?[KV]\.$/u;

/**
 * Whether a whole name is that of a company: a word behind the first is a legal form, such as in `Acme GmbH`, `Widget, Inc.`,
 * `Berg GmbH & Co. KG`, or the name begins or ends as those of companies do.
 *
 * Short forms that may be names or initials count as the last word only, and not behind a comma: `Jansen B.V.`, but not
 * `Jansen, B.V.`. Without dots they count in capitals behind small letters: `Maria SA`, but not `MARIA SA`.
 */
export function isCompany(name: string): boolean {
  const trimmed = name.trim();
  const words = trimmed.split(/\s+/);
  const last = words.at(-1) ?? "";
  return (
    [OF_WORDS, REGISTERED, AND_OTHERS, COMPANY].some((form) => form.test(trimmed)) ||
    (words.length > 1 && beginsAsCompany(words)) ||
    words.slice(1).some((word) => FORMS.has(plainOf(word).toLowerCase())) ||
    (words.length > 1 && !words.at(-2)?.endsWith(",") && isShortForm(last, words[0]))
  );
}

const beginsAsCompany = ([first, second]: readonly string[]): boolean =>
  BEFORE.has(plainOf(first).toLowerCase()) || (BEFORE_IN_CAPITALS.has(first) && /\p{Ll}/u.test(second));

const plainOf = (word: string): string => word.replace(/[.,/()]/g, "");

function isShortForm(word: string, first: string): boolean {
  const plain = plainOf(word);
  const isInCapitals = plain === plain.toUpperCase() && /\p{Ll}{2}/u.test(first);
  return CAPITALS.has(plain.toUpperCase()) && (DOTTED.test(word) || isInCapitals);
}
