import type { ImportFormat } from "../../types";
import type { ColumnNote, FileFormat, MoreColumn } from "./format";
import { removeSpreadsheetGuard } from "./own-columns";
import { IS_SECRET, isSecretHeader } from "./secrets";

/**
 * The columns of one system's customer files, by their names in lower case: which a file needs to be known for one, which
 * go where, and which are left out on purpose. Any other column of a file is left out with a warning.
 */
export type DeclaredFormat = Pick<
  FileFormat,
  | "readers"
  | "completeRow"
  | "completeAddresses"
  | "continues"
  | "rowPerAddress"
  | "noKey"
  | "noGroup"
  | "skipsKeyless"
  | "filled"
  | "groupsSeparator"
  | "idsPerEmail"
  | "substitute"
> & {
  format: ImportFormat;
  /** The system's name, for messages. */
  title: string;
  /** A file has so many of each list, else it is another system's. */
  needs: readonly { least: number; of: readonly string[] }[];
  /** From a target to the columns that may hold it: the first with a value in the row counts. */
  columns: Readonly<Record<string, readonly string[]>>;
  /** From a target to further parts of its value, such as a middle name behind the first name. */
  parts?: Readonly<Record<string, readonly string[]>>;
  /** Returns the target of a column that the shop has named. */
  targetOf?: (header: string) => string | undefined;
  /** From a column to the texts in it, in small letters, that say that the row is deleted. */
  skipped?: Readonly<Record<string, readonly string[]>>;
  /** The same, that say that the row's address is deleted. */
  skippedAddress?: Readonly<Record<string, readonly string[]>>;
  /** From a column that is left out to what is to be done about it. */
  notes?: Readonly<Record<string, Omit<ColumnNote, "field">>>;
  /** Left out on purpose. `*` at the end: all that begin so. */
  ignored: readonly string[];
};

/** Some labels have two spaces where others have one. */
const plain = (header: string): string => header.toLowerCase().replace(/\s+/g, " ");

/**
 * How many columns of a file the format knows, less those that it does not; undefined when the file is none of its: it has too few
 * of the columns that are needed, or just these and mostly others.
 */
export function fitOf(declared: DeclaredFormat, headers: readonly string[]): number | undefined {
  const named = new Set(headers.map(plain));
  const found = declared.needs.map(({ least, of }) => of.filter((header) => named.has(header)).length / least);
  const fit = headers.length - 2 * unknownColumns(declared, headers).length;
  // Shops add columns of their own, some of them many.
  const isSure = found.some((one, index) => index > 0 && one >= 2);
  return found.every((one) => one >= 1) && (fit > 0 || isSure) ? fit : undefined;
}

/** Returns what the format makes of a file. */
export function formatOf(declared: DeclaredFormat, headers: readonly string[]): FileFormat {
  const { format, columns, parts = {}, targetOf, readers, completeRow, completeAddresses, continues } = declared;
  const named = headers.map(plain);
  const targets = headers.map((header) => storable(targetOf?.(header)) ?? null);
  const more: MoreColumn[] = [];
  const indexes = (names: readonly string[] = []): number[] =>
    names.map((name) => named.indexOf(name)).filter((index) => index >= 0);
  const columnsWith = (cellsOf: Readonly<Record<string, readonly string[]>> = {}) =>
    Object.entries(cellsOf).flatMap(([name, cells]) => indexes([name]).map((index) => ({ index, cells })));
  for (const [target, names] of Object.entries(withoutHalfNames(columns, named))) {
    const [first, ...others] = indexes(names);
    if (first !== undefined) {
      targets[first] = target;
      more.push(...others.map((index) => ({ index, target, kind: "instead" as const })));
      more.push(...indexes(parts[target]).map((index) => ({ index, target, kind: "part" as const })));
    }
  }
  return {
    ...{ format, targets, more, readers, completeRow, completeAddresses, continues },
    rowPerAddress: declared.rowPerAddress,
    noKey: declared.noKey,
    noGroup: declared.noGroup,
    filled: declared.filled,
    skipsKeyless: declared.skipsKeyless,
    skipped: columnsWith(declared.skipped),
    skippedAddress: columnsWith(declared.skippedAddress),
    notes: notesOf(declared, headers),
    groupsSeparator: declared.groupsSeparator,
    idsPerEmail: declared.idsPerEmail,
    places: Math.max(0, ...Object.keys(columns).map((target) => Number(/^address_(\d+)_/.exec(target)?.[1] ?? 0))),
    substitute: declared.substitute,
    unknown: unknownColumns(declared, headers),
    clean: removeSpreadsheetGuard,
    exact: false,
  };
}

/** A key that the shop has named may hold a secret, too. */
const storable = (target: string | undefined): string | undefined =>
  target && isSecretHeader(target.replace(/^metadata\.(?:.+\.)?/, "")) ? undefined : target;

function notesOf({ notes = {}, targetOf, columns }: DeclaredFormat, headers: readonly string[]): ColumnNote[] {
  const known = withoutHalfNames(columns, headers.map(plain));
  return headers.flatMap((field) => {
    const named = targetOf?.(field);
    const isHalf = columns.name?.includes(plain(field)) && !known.name;
    const note = named && !storable(named) ? { reason: IS_SECRET } : isHalf ? HALF_NAME : notes[plain(field)];
    return note ? [{ field, ...note }] : [];
  });
}

const HALF_NAME = {
  reason:
    "is left out: the file has one of first name and last name beside it. To keep it, leave that one out with the mapping " +
    '{"COLUMN":null,"NAME":"name"} and "extend_format": true',
};

/** Beside both halves the whole name counts in rows without them; beside one it would make a name of two sources. */
function withoutHalfNames(
  { name, ...columns }: DeclaredFormat["columns"],
  named: readonly string[],
): DeclaredFormat["columns"] {
  const [first, last] = [columns.first_name, columns.last_name].map((names) =>
    names?.some((one) => named.includes(one)),
  );
  return name && Boolean(first) === Boolean(last) ? { ...columns, name } : columns;
}

function unknownColumns(
  { columns, parts = {}, targetOf, ignored }: DeclaredFormat,
  headers: readonly string[],
): string[] {
  const known = new Set([...Object.values(columns).flat(), ...Object.values(parts).flat(), ...ignored]);
  const beginnings = ignored.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
  return headers.filter((header) => {
    const name = plain(header);
    const isKnown = name === "" || known.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
    return !isKnown && targetOf?.(header) === undefined && !isSecretHeader(header);
  });
}
