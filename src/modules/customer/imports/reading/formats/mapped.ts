import { listNames, refuseFile } from "../reject-file";
import { fieldOf, parseTarget, TARGETS_IN_WORDS } from "../targets";
import { readLooseTimestamp } from "../values/timestamp";
import type { FileFormat } from "./format";
import { removeFormulaGuard } from "./own-columns";
import { isPasswordHeader, refusePasswords } from "./passwords";

/** A file of any system, its columns named by the caller. Those that are not named are passed over. */
export function mappedFormat(headers: readonly string[], mapping: Record<string, string | null>): FileFormat {
  // A Map: a header may be named like what every object has.
  const named = new Map(Object.entries(mapping).map(([header, target]) => [header.trim(), target]));
  assertInFile(
    [...named.keys()],
    headers.filter((header) => header !== ""),
  );
  assertTargets([...named.values()].filter((target) => target !== null));
  refusePasswords(
    [...named].filter(([header, target]) => target !== null && isPasswordHeader(header)).map(([header]) => header),
  );
  return {
    format: "mapped",
    targets: headers.map((header) => (header === "" ? null : (named.get(header) ?? null))),
    clean: removeFormulaGuard,
    exact: false,
    readers: (target) => (fieldOf(target)?.reader === "time" ? readLooseTimestamp : undefined),
  };
}

function assertInFile(named: readonly string[], headers: readonly string[]): void {
  const missing = named.filter((header) => !headers.includes(header));
  if (missing.length > 0) {
    refuseFile(
      `The mapping names columns that are not in the file: ${listNames(missing)}. None of its ${headers.length} columns has such a name.`,
    );
  }
}

function assertTargets(targets: readonly string[]): void {
  const unknown = targets.filter((target) => parseTarget(target) === undefined);
  if (unknown.length > 0) {
    refuseFile(`The mapping has targets that are not known: ${listNames(unknown)}. There are ${TARGETS_IN_WORDS}.`);
  }
  const twice = targets.filter((target, index) => targets.indexOf(target) !== index);
  if (twice.length > 0) {
    refuseFile(
      `The mapping sends several columns to ${listNames([...new Set(twice)])}. Name one for each, null for the others.`,
    );
  }
}
