import { listNames, refuseFile } from "../reject-file";
import { parseTarget, TARGETS_IN_WORDS } from "../targets";
import type { FileFormat, MoreColumn } from "./format";
import { removeSpreadsheetGuard } from "./own-columns";
import { isSecretHeader, refuseSecrets } from "./secrets";

/**
 * A file of any system, its columns named by the caller. Those that are not named are left out.
 *
 * Only `address_N_id` gives an address a slot. N counts the addresses of a row: a file with a row per order has another
 * address of the customer in the same columns each time.
 */
export function mappedFormat(headers: readonly string[], mapping: Record<string, string | null>): FileFormat {
  const named = namedColumns(headers, mapping);
  return {
    format: "mapped",
    ...placesOf(headers.map((header) => (header === "" ? null : (named.get(header) ?? null)))),
    unknown: [],
    clean: removeSpreadsheetGuard,
    exact: false,
  };
}

/** From the columns that a mapping names to their targets. @throws MedusaError (invalid_data) for what no file can do. */
export function namedColumns(
  headers: readonly string[],
  mapping: Record<string, string | null>,
): ReadonlyMap<string, string | null> {
  // A Map: a header may be named like what every object has.
  const named = new Map(Object.entries(mapping).map(([header, target]) => [header.trim(), target]));
  const used = [...named].flatMap(([header, target]) => (target === null ? [] : [{ header, target }]));
  assertInFile(
    [...named.keys()],
    headers.filter((header) => header !== ""),
  );
  assertTargets(used.map(({ target }) => target));
  refuseSecrets(used.map(({ header }) => header).filter(isSecretHeader));
  return named;
}

/** A street or a name may be in several columns: those behind the first are parts of it, in the file's order. */
export function placesOf(given: readonly (string | null)[]): Pick<FileFormat, "targets"> & { more: MoreColumn[] } {
  const isFirst = given.map(
    (target, index) => target === null || !takesParts(target) || given.indexOf(target) === index,
  );
  return {
    targets: given.map((target, index) => (isFirst[index] ? target : null)),
    more: given.flatMap((target, index): MoreColumn[] =>
      target === null || isFirst[index] ? [] : [{ index, target, kind: "part" }],
    ),
  };
}

/** Lines of a street, first and last names: the only targets of several columns. */
export const takesParts = (target: string): boolean =>
  /^(?:address_\d+_address_[12]|(?:address_\d+_)?(?:first|last)_name)$/.test(target);

function assertInFile(named: readonly string[], headers: readonly string[]): void {
  const missing = named.filter((header) => !headers.includes(header));
  if (missing.length > 0) {
    refuseFile(
      `The mapping names columns that are not in the file: ${listNames(missing)}. None of its ${headers.length} columns has such a name.`,
    );
  }
}

export function assertTargets(targets: readonly string[]): void {
  const unknown = targets.filter((target) => parseTarget(target) === undefined);
  if (unknown.length > 0) {
    refuseFile(`The mapping has targets that are not known: ${listNames(unknown)}. There are ${TARGETS_IN_WORDS}.`);
  }
  const twice = targets.filter((target, index) => !takesParts(target) && targets.indexOf(target) !== index);
  if (twice.length > 0) {
    refuseFile(
      `The mapping sends several columns to ${listNames([...new Set(twice)])}. Name one for each, null for the others.`,
    );
  }
}
