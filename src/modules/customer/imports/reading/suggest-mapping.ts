import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../../../../shared/errors";
import {
  ADDRESS_NAMES,
  FIRST_ADDRESS,
  FIRST_ADDRESS_BEHIND,
  HOUSE_NUMBERS,
  NAMES,
  SECOND_ADDRESS,
  SECOND_ADDRESS_BEHIND,
  WHOLE_OR_HALF,
} from "./column-names";
import { foldName } from "./fold-name";
import type { FileFormat } from "./formats/format";
import { addressColumn, type OwnAddressField } from "./formats/own-columns";
import { isSecretHeader } from "./formats/secrets";
import { listNames, storableText } from "./reject-file";

const UNKNOWN_HEADER = "customers_import_unknown_header";

/** The header of a file is not known. `suggested_mapping`: what the names of its columns mean, for a person to confirm. */
export class UnknownHeader extends MedusaError {
  constructor(
    message: string,
    readonly suggested_mapping: Record<string, string>,
  ) {
    super(MedusaError.Types.INVALID_DATA, message, UNKNOWN_HEADER);
  }
}

/** By its code: the error may come from another copy of this class. */
export function isUnknownHeader(error: unknown): error is UnknownHeader {
  return isErrorOf(error) && error.code === UNKNOWN_HEADER;
}

const listed = (names: string): string[] => names.split(",").map(foldName);

/** `isPart`: the column's value is a part of the target's, beside that of another column. */
type KnownName = { target: string; rank: number; isPart?: boolean };

/** A name of a field of an address, alone and with words that say which address it is of. */
function addressNames(field: OwnAddressField, name: string, rank: number): [string, KnownName][] {
  const [first, second] = [1, 2].map((number) => addressColumn(number, field));
  const named = (words: string, target: string, behind: string): [string, KnownName][] => [
    ...listed(words).map((word): [string, KnownName] => [`${word} ${name}`, { target, rank: rank + 100 }]),
    ...listed(behind).map((word): [string, KnownName] => [`${name} ${word}`, { target, rank: rank + 100 }]),
  ];
  return [
    [name, { target: first, rank }],
    ...named(FIRST_ADDRESS, first, FIRST_ADDRESS_BEHIND),
    ...named(SECOND_ADDRESS, second, SECOND_ADDRESS_BEHIND),
  ];
}

/** Every name that is known, and where a column of this name goes. `rank`: the lower, the likelier. */
const KNOWN: ReadonlyMap<string, KnownName> = new Map([
  ...Object.entries(ADDRESS_NAMES).flatMap(([field, names]) =>
    // as: the keys of the table are fields.
    listed(names).flatMap((name, rank) => addressNames(field as OwnAddressField, name, rank)),
  ),
  ...Object.entries(NAMES).flatMap(([target, names]) =>
    listed(names).map((name, rank): [string, KnownName] => [name, { target, rank }]),
  ),
  ...listed(HOUSE_NUMBERS).flatMap((name, rank) =>
    addressNames("address_1", name, rank).map(([words, known]): [string, KnownName] => [
      words,
      { ...known, isPart: true },
    ]),
  ),
]);

/**
 * What the names of columns mean, one column for each target, and one for a part of it. Columns without such a name are not in it: a mapping leaves
 * them out, and in a file without a header they would be a customer's data.
 */
export function suggestMapping(headers: readonly string[]): Record<string, string> {
  const meanings = meaningsOf(headers);
  return Object.fromEntries(
    headers.flatMap((header) => {
      const meaning = meanings.get(header);
      return meaning ? [[header, meaning.target]] : [];
    }),
  );
}

type Meaning = { target: string; isPart: boolean };

function meaningsOf(headers: readonly string[]): Map<string, Meaning> {
  const best = { whole: new Map<string, BestColumn>(), part: new Map<string, BestColumn>() };
  for (const header of headers) {
    const known = isSecretHeader(header) ? undefined : KNOWN.get(foldName(header));
    const columns = known?.isPart ? best.part : best.whole;
    const other = known && columns.get(known.target);
    if (known && (other === undefined || known.rank < other.rank)) {
      columns.set(known.target, { header, rank: known.rank });
    }
  }
  completeNames(best.whole);
  return new Map([
    ...[...best.part].map(([target, { header }]): [string, Meaning] => [header, { target, isPart: true }]),
    ...[...best.whole].map(([target, { header }]): [string, Meaning] => [header, { target, isPart: false }]),
  ]);
}

type BestColumn = { header: string; rank: number };

/**
 * A name beside the first name is the last name, and the other way: in German, Vorname and Name. Alone, a word for both is the
 * whole name: in Spanish, Nombre.
 */
function completeNames(best: Map<string, BestColumn>): void {
  const name = best.get("name");
  const missing = ["first_name", "last_name"].filter((part) => !best.has(part));
  const [half] = ["first_name", "last_name"].filter((part) => best.has(part));
  const alone = best.get(half);
  if (name && missing.length < 2) {
    best.delete("name");
    missing.forEach((part) => void best.set(part, name));
  } else if (alone && missing.length === 1 && WHOLE_OR_HALF.has(foldName(alone.header))) {
    best.delete(half);
    best.set("name", alone);
  }
}

const NAMES_OF_CUSTOMER: readonly string[] = ["name", "first_name", "last_name"];

/** Columns that a format does not know, to targets that no column of the file has. */
export function lostColumns({ targets, unknown }: Pick<FileFormat, "targets" | "unknown">): Map<string, string> {
  const filled = new Set(targets);
  const hasName = NAMES_OF_CUSTOMER.some((name) => filled.has(name));
  return new Map(
    [...meaningsOf(unknown)]
      .filter(([, { target, isPart }]) => isPart || !filled.has(target))
      .filter(([, { target }]) => !(hasName && NAMES_OF_CUSTOMER.includes(target)))
      .map(([header, { target }]) => [header, target]),
  );
}

/** @throws UnknownHeader for a file of a known system with mostly other columns, of which some mean a field that would be lost. */
export function refuseMostlyOthers(headers: readonly string[], file: Pick<FileFormat, "targets" | "unknown">): void {
  const lost = [...lostColumns(file)].flatMap(([header, target]) => (target.startsWith("metadata.") ? [] : [header]));
  if (lost.length > 0 && headers.length <= 2 * file.unknown.length) {
    refuseHeader(
      `The header has columns of a known system, and mostly others: ${listNames(lost)} would be lost.`,
      headers,
    );
  }
}

const CONFIRM = "Confirm the suggested mapping of the answer, or correct it, and send the file with it.";

/** @throws UnknownHeader for a file with our columns and others that mean a field: they would be lost. */
export function refuseLosses(headers: readonly string[], file: Pick<FileFormat, "targets" | "unknown">): void {
  const lost = [...lostColumns(file)].filter(([, target]) => !target.startsWith("metadata."));
  if (lost.length > 0) {
    const own = headers.filter((_, index) => file.targets[index] !== null).map((header) => [header, header]);
    const reason = `The header is ours but for ${listNames(lost.map(([header]) => header))}, which would be lost.`;
    throw new UnknownHeader(storableText(`${reason} ${CONFIRM}`), Object.fromEntries([...own, ...lost]));
  }
}

/** @throws UnknownHeader with a mapping as the names of the columns suggest it. `isOther`: its rows are no customers. */
export function refuseHeader(reason: string, headers: readonly string[], { isOther = false } = {}): never {
  // The number of an order is no customer's.
  const suggested = Object.fromEntries(
    Object.entries(suggestMapping(headers)).filter(([, target]) => !isOther || target !== "external_id"),
  );
  const what = Object.keys(suggested).length
    ? CONFIRM
    : 'If the file has a header, give a mapping from its names to ours, such as {"E-Mail": "email"}; if it has none, ' +
      "put one before its first line.";
  throw new UnknownHeader(storableText(`${reason} ${what}`), suggested);
}
