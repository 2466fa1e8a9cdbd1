/** The names and codes of the subdivisions of each country, folded, to ISO 3166-2 codes in lower case. */
type Subdivisions = ReadonlyMap<string, ReadonlyMap<string, string>>;

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

function collect(list: readonly { code: string; name: string }[]): Subdivisions {
  const countries = new Map<string, Map<string, string>>();
  const later: (() => void)[] = [];
  for (const { code, name } of list) {
    const [country, part] = code.toLowerCase().split("-");
    const known = countries.get(country) ?? new Map<string, string>();
    countries.set(country, known);
    const add = (word: string): void => void (known.has(word) || known.set(word, code.toLowerCase()));
    add(part);
    add(`${country} ${part}`);
    add(fold(name));
    // "Murcia, Región de" is also called "Murcia"; another subdivision may have that for its whole name.
    const [first, rest] = name.split(", ");
    if (rest !== undefined) {
      later.push(() => {
        add(fold(`${rest} ${first}`));
        add(fold(first));
      });
    }
  }
  later.forEach((add) => void add());
  return countries;
}

/** No subdivision has a longer name. */
const NAME_MAX_LENGTH = 100;

/**
 * A province as Medusa compares it in tax regions and geo zones (`us-ca`), where country and code or name are known; else
 * as it is given.
 */
export function provinceCode(subdivisions: Subdivisions, country: string, province: string): string {
  const known = province.length > NAME_MAX_LENGTH ? undefined : subdivisions.get(country);
  return known?.get(province.toLowerCase()) ?? known?.get(fold(province)) ?? province;
}
