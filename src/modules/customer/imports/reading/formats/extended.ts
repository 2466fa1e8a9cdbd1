import { listNames, refuseFile } from "../reject-file";
import type { ColumnNote, FileFormat, MoreColumn } from "./format";
import { namedColumns, placesOf, takesParts } from "./mapped";

/**
 * Changes single columns of a known format: the columns that it names go where it says, all others where they go in files of
 * the format. Format and source stay, and with them what else is particular to its files.
 */
export function extendFormat(
  base: FileFormat,
  headers: readonly string[],
  mapping: Record<string, string | null>,
): FileFormat {
  const named = namedColumns(headers, mapping);
  const taken = new Set([...named.values()].filter((target) => target !== null && !takesParts(target)));
  const isKept = (index: number, target: string): boolean => !named.has(headers[index]) && !taken.has(target);
  const kept = { targets: keptTargets(base, isKept), more: keptMore(base, isKept) };
  const { targets, more } = placesOf(headers.map((header, index) => named.get(header) ?? kept.targets[index]));
  const keptParts = kept.more.filter(({ index }) => kept.targets[index] === null);
  const isRead = ({ target }: MoreColumn): boolean => targets.includes(target);
  assertFreePlaces(base, headers, named);
  return {
    ...base,
    targets,
    more: [...more, ...keptParts.filter(isRead)],
    completeAddresses: withMorePlaces(base),
    unknown: base.unknown.filter((header) => !named.has(header)),
    notes: [
      ...(base.notes ?? []).filter(({ field }) => !named.has(field)),
      ...replacedColumns(base, headers, { named, taken }),
      ...keptParts.filter((one) => !isRead(one)).map(({ index, target }) => partWithout(headers[index], target)),
    ],
  };
}

const partWithout = (field: string, target: string): ColumnNote => ({
  field,
  reason: `is left out: it is a part of ${listNames([target])}, which no column has now`,
});

const MARKS = ["is_default_shipping", "is_default_billing"] as const;

/**
 * The format's way with its own addresses; those that a mapping adds come behind them. A default that an added address has by its
 * column is not that of the format's. Each has its number as slot, where the customer has one row.
 */
function withMorePlaces({
  completeAddresses,
  places,
  continues,
  rowPerAddress,
}: FileFormat): FileFormat["completeAddresses"] {
  if (!completeAddresses || !places) {
    return completeAddresses;
  }
  return (addresses, context) => {
    const more = addresses.slice(places);
    const own = Array.from(completeAddresses(addresses.slice(0, places), context));
    const given = MARKS.filter((mark) => more.some((address) => address?.[mark]));
    own.length = places;
    return [
      ...Array.from(own, (address) => address && Object.assign(address, ...given.map((mark) => ({ [mark]: false })))),
      ...more.map(
        (address, index) =>
          address && { ...(continues || rowPerAddress ? {} : { slot: `address_${places + index + 1}` }), ...address },
      ),
    ];
  };
}

/** @throws MedusaError (invalid_data) for a mapping to an address that counts in the place of another only. */
function assertFreePlaces(
  { substitute, targets, places = 0 }: FileFormat,
  headers: readonly string[],
  named: ReadonlyMap<string, string | null>,
): void {
  const prefix = `address_${substitute}_`;
  const wrong = [...named].find(
    ([header, target]) =>
      substitute && target?.startsWith(prefix) && !targets[headers.indexOf(header)]?.startsWith(prefix),
  );
  if (wrong) {
    refuseFile(
      `The mapping sends ${listNames([wrong[0]])} to ${listNames([String(wrong[1])])}. In files of this system that address counts only ` +
        `where the first is empty. Use address_${places + 1}_... instead.`,
    );
  }
}

type IsKept = (index: number, target: string) => boolean;

/** Where the first column of a target goes elsewhere now, the next one is its first. */
function keptTargets({ targets, more = [] }: FileFormat, isKept: IsKept): (string | null)[] {
  const kept = targets.map((target, index) => (target !== null && isKept(index, target) ? target : null));
  for (const { index, target, kind } of more) {
    if (kind === "instead" && isKept(index, target) && !kept.includes(target)) {
      kept[index] = target;
    }
  }
  return kept;
}

const keptMore = ({ more = [] }: FileFormat, isKept: IsKept): MoreColumn[] =>
  more.filter(({ index, target }) => isKept(index, target));

/** Columns of the format whose target has another column now. */
function replacedColumns(
  { targets, more = [] }: FileFormat,
  headers: readonly string[],
  { named, taken }: { named: ReadonlyMap<string, string | null>; taken: ReadonlySet<string | null> },
): ColumnNote[] {
  const others = new Map(more.map(({ index, target }) => [index, target]));
  return headers.flatMap((field, index) => {
    const target = targets[index] ?? others.get(index);
    return target !== undefined && taken.has(target) && !named.has(field)
      ? [{ field, reason: `is left out: the mapping gives ${listNames([target])} another column` }]
      : [];
  });
}
