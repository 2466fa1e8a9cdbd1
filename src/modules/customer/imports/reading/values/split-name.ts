/** What follows a name behind a comma and is no first name. */
const SUFFIX =
  /^(?:jr|sr|junior|senior|i{2,3}|iv|ph\.? ?d|m\.?d|esq|mba|inc|llc|llp|ltd|limited|co|corp|plc|gmbh|kg|ag|sa|srl|bv|nv)\b/i;

/** Titles before a name, in the languages whose headers are known: none of them is a whole first name. */
const TITLES: ReadonlySet<string> = new Set([
  ...["mr", "mrs", "ms", "miss", "mx", "dr", "dra", "drs", "prof", "professor", "herr", "frau", "mme", "mlle"],
  ...["monsieur", "madame", "señor", "señora", "señorita", "sra", "srta", "dhr", "mevr", "mevrouw", "sig", "sig.ra"],
  ...["signor", "signora", "dott", "dott.ssa"],
]);

/** Also names, or beginnings of names: titles with a dot behind them only. */
const WITH_DOT: ReadonlySet<string> = new Set(["m", "mm", "sr", "don", "fr", "hr", "ing", "dipl", "mag", "rev", "avv"]);

/** How last names begin. Behind a title, and with nothing else before it, such a word is no first name: `Mrs. Van Dyke`. */
const PREFIXES: ReadonlySet<string> = new Set([
  ...[
    "van",
    "von",
    "vom",
    "zu",
    "zum",
    "zur",
    "de",
    "del",
    "della",
    "di",
    "da",
    "do",
    "dos",
    "das",
    "du",
    "des",
    "la",
    "le",
  ],
  ...["der", "den", "ter", "ten"],
]);

/** `van der Berg`, `d'Arc`, `'t Hart`; a name in small letters throughout says nothing. */
const isLastName = (name: string): boolean =>
  PREFIXES.has((FIRST_WORD.exec(name)?.[1] ?? "").toLowerCase()) ||
  (/^['’]?\p{Ll}/u.test(name) && /\p{Lu}/u.test(name));

/** Two people of one last name: `Hans & Eva Maier`, `Mr. and Mrs. Maier`. Small letters only: `E` and `Y` are initials. */
const COUPLE = /^(\S+ +(?:&|\+|and|und|et|en|e|y) +\S+) +(\S.*)$/su;

/** No name begins with more. */
const TITLES_AT_MOST = 4;

const FIRST_WORD = /^(\S+)\s*(.*)$/s;

/**
 * The first word of a whole name is the first name, with the titles before it, unless it is written as `Lovelace, Ada`; of a couple
 * the first names are those of both. Where the
 * last name follows the titles, they are in the place of the first name.
 */
export function splitName(name: string): { first_name?: string; last_name?: string } {
  // Without a regular expression: one that looks for blanks before a comma reads a long row again and again.
  const comma = name.indexOf(",");
  if (comma > 0 && comma === name.lastIndexOf(",")) {
    const [last_name, first_name] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    if (last_name && first_name && !SUFFIX.test(first_name)) {
      return { first_name, last_name };
    }
  }
  const [, both, last] = COUPLE.exec(name.trim()) ?? [];
  if (both) {
    return { first_name: both, last_name: last };
  }
  const { titles, rest } = takeTitles(name.trim());
  const [, word, more = ""] = COUPLE.exec(rest) ?? FIRST_WORD.exec(rest) ?? [];
  const [first_name, last_name] =
    titles === "" ? [word, more] : more === "" || isLastName(rest) ? [titles, rest] : [`${titles} ${word}`, more];
  return { first_name, ...(last_name ? { last_name } : {}) };
}

/** Takes the titles from the beginning of a name. One word always stays. */
function takeTitles(name: string): { titles: string; rest: string } {
  let rest = name;
  const titles: string[] = [];
  while (titles.length < TITLES_AT_MOST) {
    const [, word = "", more = ""] = FIRST_WORD.exec(rest) ?? [];
    const plain = word.toLowerCase().replace(/\.$/, "");
    if (more === "" || !(TITLES.has(plain) || (word.endsWith(".") && WITH_DOT.has(plain)))) {
      break;
    }
    titles.push(word);
    rest = more;
  }
  return { titles: titles.join(" "), rest };
}
