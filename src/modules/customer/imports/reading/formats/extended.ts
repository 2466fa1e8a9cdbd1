import { listNames } from "../reject-file";
import type { ColumnNote, FileFormat, MoreColumn } from "./format";
import { isStreet, namedColumns, placesOf } from "./mapped";

/**
 * Lays a mapping over the rules of a known format: the columns that it names go where it says, all others where they go in files of
 * the format. Format and source stay, and with them what else is particular to its files.
 */
export function extendFormat(
  base: FileFormat,
  headers: readonly string[],
  mapping: Record<string, string | null>,
): FileFormat {
  const named = namedColumns(headers, mapping);
  const taken = new Set([...named.values()].filter((target) => target !== null && !isStreet(target)));
  const isKept = (index: number, target: string): boolean => !named.has(headers[index]) && !taken.has(target);
  const kept = { targets: keptTargets(base, isKept), more: keptMore(base, isKept) };
  const { targets, more } = placesOf(headers.map((header, index) => named.get(header) ?? kept.targets[index]));
  return {
    ...base,
    targets,
    more: [...more, ...kept.more.filter(({ index }) => kept.targets[index] === null)],
    unknown: base.unknown.filter((header) => !named.has(header)),
    notes: [
      ...(base.notes ?? []).filter(({ field }) => !named.has(field)),
      ...replacedColumns(base, headers, { named, taken }),
    ],
  };
}

type IsKept = (index: number, target: string) => boolean;

/** Where the first column of a target goes elsewhere now, the next one is its first. */
function keptTargets({ targets, more = [] }: FileFormat, isKept: IsKept): (string | null)[] {
  const kept = targets.map((target, index) => (target !== null && isKept(index, target) ? target : null));
  for (const { index, target } of more) {
    if (isKept(index, target) && !kept.includes(target)) {
      kept[index] = target;
    }
  }
  return kept;
}

const keptMore = ({ more = [] }: FileFormat, isKept: IsKept): MoreColumn[] =>
  more.filter(({ index, target }) => isKept(index, target));

/** Columns of the format whose target has another column now. */
function replacedColumns(
  { targets }: FileFormat,
  headers: readonly string[],
  { named, taken }: { named: ReadonlyMap<string, string | null>; taken: ReadonlySet<string | null> },
): ColumnNote[] {
  return headers.flatMap((field, index) => {
    const target = targets[index];
    return target !== null && taken.has(target) && !named.has(field)
      ? [{ field, reason: `is left out: the mapping gives ${listNames([target])} another column` }]
      : [];
  });
}
