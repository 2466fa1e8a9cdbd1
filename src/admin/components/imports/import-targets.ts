import { ADDRESS_FIELDS, CUSTOMER_FIELDS, fileNames } from "../../../modules/customer/fields";

/** Where a column of a file can go, as the routes name it; `name` is read as a first and a last name. */
export const CUSTOMER_TARGETS: readonly string[] = [...fileNames(CUSTOMER_FIELDS, {}), "name", "groups"];

export const ADDRESS_TARGETS: readonly string[] = fileNames(ADDRESS_FIELDS, {});

/** Addresses that a row may bring, as the routes count them. */
export const ADDRESSES_MAX = 50;

/** In place of a target: the column is skipped. No text of a target, and not empty, which a select takes for "nothing chosen". */
export const SKIPPED = "-";

const METADATA = "metadata.";

type ReadTarget =
  | { kind: "skipped" }
  | { kind: "customer"; field: string }
  | { kind: "address"; number: number; field: string }
  | { kind: "metadata"; key: string };

export function readTarget(target: string | null): ReadTarget {
  if (target === null || target === SKIPPED) {
    return { kind: "skipped" };
  }
  const [, number, field] = target.match(/^address_([1-9]\d*)_(.+)$/) ?? [];
  if (number) {
    return { kind: "address", number: Number(number), field };
  }
  return target.startsWith(METADATA)
    ? { kind: "metadata", key: target.slice(METADATA.length) }
    : { kind: "customer", field: target };
}

export const addressTarget = (number: number, field: string): string => `address_${number}_${field}`;

/** The target that keeps a column as it is, under its own name. */
export const metadataTarget = (column: string): string => METADATA + column;

/** The addresses that a select offers: two, and one more than the file uses. */
export function offeredAddresses(targets: readonly string[]): number[] {
  const used = targets.map(readTarget).map((target) => (target.kind === "address" ? target.number : 0));
  return Array.from(
    { length: Math.min(ADDRESSES_MAX, Math.max(2, Math.max(0, ...used) + 1)) },
    (_, index) => index + 1,
  );
}
