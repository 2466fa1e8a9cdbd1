import {
  ADDRESS_NAMES,
  FIRST_ADDRESS,
  FIRST_ADDRESS_BEHIND,
  NAMES,
  NAMES_AT_ADDRESS,
  OF_CUSTOMER,
  OTHER_HALF,
  PARTS,
  type PartNames,
  SECOND_ADDRESS,
  SECOND_ADDRESS_BEHIND,
  UNITS,
  WHOLE_ONLY,
  WHOLE_OR_HALF,
} from "./column-names";
import { foldName } from "./fold-name";
import { addressColumn, type OwnAddressField } from "./formats/own-columns";
import { isSecretHeader } from "./formats/secrets";

/** `word`: the name without words for an address. `part`: the column's value is a part of the target's, beside that of another column. */
type KnownName = { target: string; rank: number; word: string; part?: PartNames };

const NUMBERS = [1, 2] as const;

const listed = (names: string): string[] => names.split(",").map(foldName);

const anyWord = (): boolean => true;
const isWordForAddress = (word: string): boolean => /address|adres/.test(word);

/** A name with words that say which address it is of. */
function namesAtAddresses(
  name: string,
  known: (number: 1 | 2) => KnownName,
  takes: (word: string) => boolean = anyWord,
): [string, KnownName][] {
  const named = (number: 1 | 2, words: string, behind: string): [string, KnownName][] => [
    ...listed(words).flatMap((word): [string, KnownName][] =>
      takes(word) ? [[`${word} ${name}`, known(number)]] : [],
    ),
    ...listed(behind).flatMap((word): [string, KnownName][] =>
      takes(word) ? [[`${name} ${word}`, known(number)]] : [],
    ),
  ];
  return [...named(1, FIRST_ADDRESS, FIRST_ADDRESS_BEHIND), ...named(2, SECOND_ADDRESS, SECOND_ADDRESS_BEHIND)];
}

/** A column without words for an address is further up than one with them. */
const AT_ADDRESS = 100;

/** Names of a field of an address, alone and with such words. */
const addressNames = (field: OwnAddressField, names: string, part?: PartNames): [string, KnownName][] =>
  listed(names).flatMap((name, rank): [string, KnownName][] => [
    [name, { target: part && isOfPerson(field) ? field : addressColumn(1, field), rank, word: name, part }],
    ...(part?.isBare
      ? []
      : namesAtAddresses(name, (number) => ({
          target: addressColumn(number, field),
          rank: rank + AT_ADDRESS,
          word: name,
          part,
        }))),
  ]);

const isOfPerson = (field: OwnAddressField): boolean => field === "first_name" || field === "last_name";

/** Every name that is known, and where a column of this name goes. `rank`: the lower, the likelier. */
const KNOWN: ReadonlyMap<string, KnownName> = new Map([
  ...Object.entries(ADDRESS_NAMES).flatMap(([field, names]) =>
    // as: the keys of the table are fields.
    addressNames(field as OwnAddressField, names),
  ),
  ...Object.entries(NAMES).flatMap(([target, names]) =>
    listed(names).map((name, rank): [string, KnownName] => [name, { target, rank, word: name }]),
  ),
  ...PARTS.flatMap((part) => addressNames(part.field, part.names, part)),
  ...PARTS.flatMap((part) =>
    (part.atAddress ? listed(part.atAddress) : []).flatMap((name, rank) =>
      namesAtAddresses(
        name,
        (number) => ({ target: addressColumn(number, part.field), rank, word: name, part }),
        isWordForAddress,
      ),
    ),
  ),
  ...listed(NAMES_AT_ADDRESS).flatMap((name, rank) =>
    namesAtAddresses(name, (number) => ({ target: `address_${number}_name`, rank, word: name })),
  ),
]);

/** Names with the word for the customer before them are less likely than those without. */
const OF_CUSTOMER_RANK = 200;

/** `Billing Number` beside `Billing Extension` is of a house; alone it may be that of an invoice. */
function nameOfHouse(name: string, names: ReadonlySet<string>): string {
  const [, word, part] = /^(.+) (number|nummer|extension|addition)$/.exec(name) ?? [];
  const isNumber = part?.startsWith("num");
  const others = isNumber ? ["extension", "addition"] : ["number", "nummer"];
  const isOfHouse = word !== undefined && others.some((other) => names.has(`${word} ${other}`));
  return isOfHouse ? `${word} ${isNumber ? "house number" : "house number addition"}` : name;
}

function knownName(header: string, names: ReadonlySet<string>): KnownName | undefined {
  const name = foldName(header);
  const known = KNOWN.get(name) ?? KNOWN.get(nameOfHouse(name, names));
  const others = known ? undefined : KNOWN.get(name.replace(OF_CUSTOMER, ""));
  return known ?? (others && { ...others, rank: others.rank + OF_CUSTOMER_RANK, word: name });
}

/** `isVague`: the name may mean something else: of a file of ours such a column is no reason to doubt the header. */
export type Meaning = { target: string; isPart: boolean; isVague: boolean };

const isVagueWhole = (target: string, word: string): boolean =>
  (target.endsWith("_address_2") && UNITS.has(word)) || /^address_\d+_name$/.test(target);

/** The likeliest column of a target so far. */
type BestColumn = Pick<KnownName, "rank" | "word"> & { header: string };

/** `asked`: columns of the file whose meaning is asked for; `filled`: from targets that others of its columns have to these. */
type Asked = { asked?: readonly string[]; filled?: ReadonlyMap<string, string> };

/** What the names of columns mean, one column for each target, and one for each part of it. */
export function meaningsOf(headers: readonly string[], { asked = headers, filled }: Asked = {}): Map<string, Meaning> {
  const { wholes, parts } = bestColumns(asked);
  completeNames(wholes);
  const columnOf = (target: string): string | undefined => filled?.get(target) ?? wholes.get(target)?.header;
  return new Map([
    ...[...parts].flatMap(([part, columns]) =>
      [...columns].flatMap(([target, { header }]): [string, Meaning][] => {
        const whole = targetOfPart({ part, target, header }, headers, columnOf);
        return whole ? [[header, { target: whole, isPart: true, isVague: isOfPerson(part.field) }]] : [];
      }),
    ),
    ...[...wholes].map(([target, { header, word }]): [string, Meaning] => [
      header,
      { target, isPart: false, isVague: isVagueWhole(target, word) },
    ]),
  ]);
}

type BestColumns = { wholes: Map<string, BestColumn>; parts: Map<PartNames, Map<string, BestColumn>> };

/** The likeliest column of each target, and of each kind of its parts. */
function bestColumns(headers: readonly string[]): BestColumns {
  const wholes = new Map<string, BestColumn>();
  const parts = new Map<PartNames, Map<string, BestColumn>>();
  const names = new Set(headers.map(foldName));
  for (const header of headers) {
    const known = isSecretHeader(header) ? undefined : knownName(header, names);
    if (known) {
      const columns = known.part ? (parts.get(known.part) ?? new Map<string, BestColumn>()) : wholes;
      const other = columns.get(known.target);
      if (other === undefined || known.rank < other.rank) {
        columns.set(known.target, { header, rank: known.rank, word: known.word });
      }
      if (known.part) {
        parts.set(known.part, columns);
      }
    }
  }
  return { wholes, parts };
}

/** The target of a part: there has to be a column for the rest of the field, in the right order. */
function targetOfPart(
  { part, target, header }: { part: PartNames; target: string; header: string },
  headers: readonly string[],
  columnOf: (target: string) => string | undefined,
): string | undefined {
  const distance = (field: string): number => headers.indexOf(header) - headers.indexOf(columnOf(field) ?? "");
  const isBehind = (field: string): boolean => distance(field) > 0;
  const { stands, field, otherwise } = part;
  const isThere = stands === "next" ? distance(target) === 1 : isBehind(target) === (stands === "behind");
  if (columnOf(target) !== undefined && (stands === undefined || isThere)) {
    return target;
  }
  const other = otherwise && target.replace(field, otherwise);
  return other && columnOf(other) !== undefined && isBehind(other) ? other : undefined;
}

/** Settles which column has the whole name of the customer, or of the person at an address, and which have its halves. */
function completeNames(best: Map<string, BestColumn>): void {
  for (const prefix of ["", ...NUMBERS.map((number) => `address_${number}_`)]) {
    completeName(best, { whole: `${prefix}name`, first: `${prefix}first_name`, last: `${prefix}last_name` });
  }
}

/**
 * A name beside the first name is the last name, and the other way: in German, Vorname and Name. Alone, a word for both is the
 * whole name: in Spanish, Nombre. A mapping has the whole name or its halves, not the whole and one half.
 */
function completeName(
  best: Map<string, BestColumn>,
  { whole, first, last }: Record<"whole" | "first" | "last", string>,
): void {
  const name = best.get(whole);
  const halves = [first, last].filter((target) => best.has(target));
  if (halves.length === 0) {
    return;
  }
  const [half] = halves;
  const alone = halves.length === 1 ? best.get(half) : undefined;
  if (!alone) {
    best.delete(whole);
  } else if (name && OTHER_HALF.has(name.word)) {
    best.delete(whole);
    best.set(half === first ? last : first, name);
  } else if (name && WHOLE_ONLY.has(name.word)) {
    best.delete(half);
  } else if (WHOLE_OR_HALF.has(alone.word)) {
    best.delete(half);
    best.set(whole, alone);
  } else {
    best.delete(whole);
  }
}
