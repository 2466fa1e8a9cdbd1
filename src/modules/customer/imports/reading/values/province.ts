import { CellError } from "./cell-error";
import { KINDS_OF_PROVINCES, MORE_PROVINCES } from "./province-names";

/**
 * The names and codes of the subdivisions of each country, folded, to ISO 3166-2 codes in lower case. A name has several codes
 * where several subdivisions have it: La Rioja is a province and a community.
 */
type Subdivisions = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

let loading: Promise<Subdivisions> | undefined;

/** Loads the list of ISO 3166-2 once; it is an ES module of half a megabyte, which a store without imports does not need. */
export function loadSubdivisions(): Promise<Subdivisions> {
  loading ??= import("iso-3166").then(({ iso31662 }) => collect(iso31662));
  return loading;
}

const fold = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function collect(list: readonly Subdivision[]): Subdivisions {
  const countries = new Map<string, Map<string, readonly string[]>>();
  for (const wordsOf of [codeWords, wholeNames, otherNames]) {
    addWords(countries, list, wordsOf);
  }
  for (const [country, names] of Object.entries(MORE_PROVINCES)) {
    const words = Object.entries(names).map(([name, part]) => [fold(name), [`${country}-${part}`]] as const);
    countries.set(country, new Map([...words, ...(countries.get(country) ?? [])]));
  }
  return countries;
}

type Subdivision = { code: string; name: string };

const codeWords = ({ code }: Subdivision): string[] => {
  const [country, part] = code.toLowerCase().split("-");
  // WooCommerce has codes of numbers behind the country: JP13.
  return [part, `${country} ${part}`, ...(/^\d+$/.test(part) ? [`${country}${part}`] : [])];
};

const wholeNames = ({ name }: Subdivision): string[] => [fold(name)];

/** "Murcia, Región de" is also called "Murcia". */
function otherNames({ name }: Subdivision): string[] {
  const [first, rest] = name.split(", ");
  return rest === undefined ? [] : [...new Set([fold(`${rest} ${first}`), fold(first)])];
}

/** Words that are known already stay: a code before a name, and a whole name before a part of another. */
function addWords(
  countries: Map<string, Map<string, readonly string[]>>,
  list: readonly Subdivision[],
  wordsOf: (one: Subdivision) => string[],
): void {
  const added = new Map<string, Map<string, readonly string[]>>();
  for (const one of list) {
    const code = one.code.toLowerCase();
    const [country] = code.split("-");
    const words = added.get(country) ?? new Map<string, readonly string[]>();
    added.set(country, words);
    for (const word of wordsOf(one)) {
      words.set(word, [...(words.get(word) ?? []), code]);
    }
  }
  for (const [country, words] of added) {
    countries.set(country, new Map([...words, ...(countries.get(country) ?? [])]));
  }
}

/** No subdivision has a longer name. */
const NAME_MAX_LENGTH = 100;

function codesOf(subdivisions: Subdivisions, country: string, province: string): readonly string[] | undefined {
  const known = province.length > NAME_MAX_LENGTH ? undefined : subdivisions.get(country);
  const name = fold(province);
  const spellings = [province.toLowerCase(), name, name.replaceAll(" ", ""), name.replace(KINDS_OF_PROVINCES, "")];
  return spellings.map((one) => known?.get(one)).find((found) => found !== undefined);
}

/** Whether a country (its code in lower case) has a province of this code or name. */
export function hasProvince(subdivisions: Subdivisions, country: string, province: string): boolean {
  return codesOf(subdivisions, country, province) !== undefined;
}

/**
 * A province as Medusa compares it in tax regions and geo zones (`us-ca`), where country and code or name are known; else
 * as it is given. An error for the name of several.
 */
export function provinceCode(subdivisions: Subdivisions, country: string, province: string): string | CellError {
  const codes = codesOf(subdivisions, country, province) ?? [province];
  return codes.length === 1
    ? codes[0]
    : new CellError(`has the name of several provinces of "${country}": ${codes.join(", ")}. Give the code`);
}
