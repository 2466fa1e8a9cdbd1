import type { ImportedAddress } from "../types";
import { type CellReading, cellReader } from "./cell-readers";
import { type Draft, placeValue } from "./draft";
import { refuseFile } from "./reject-file";
import { parseTarget, type Target } from "./targets";
import { CellError } from "./values/cell-error";

/** What every row of a file says beside its cells. */
export type Constant = { target: Target; value: string | boolean | string[] };

/** What is particular to cells of a system is not to a constant. @throws MedusaError (invalid_data) for one that its column does not take. */
export function readConstants(given: Record<string, string>, reading: CellReading): Constant[] {
  return Object.entries(given).flatMap(([name, cell]) => {
    const target = parseTarget(name);
    if (!target) {
      return [];
    }
    const read = cellReader(target, { ...reading, external_id_prefix: undefined, noGroup: undefined });
    const value = read ? read(cell) : cell;
    if (value instanceof CellError) {
      refuseFile(`The constant of "${name}" ${value.reason}.`);
    }
    return value === undefined ? [] : [{ target, value }];
  });
}

/** Keys of metadata come first: of two equal keys the last one counts, which is the row's. */
export function constantMetadata(constants: readonly Constant[]): string[] {
  return constants.flatMap(({ target, value }) =>
    target.kind === "metadata" ? [`${JSON.stringify(target.key)}:${JSON.stringify(value)}`] : [],
  );
}

/** Fills what the row's cells leave open. An address is not made of constants; groups come beside the row's own. */
export function applyConstants(constants: readonly Constant[], draft: Draft): void {
  const { customer, addresses } = draft;
  for (const { target, value } of constants) {
    if (target.kind === "customer" && target.column === "groups" && Array.isArray(value)) {
      customer.groups = [...new Set([...(customer.groups ?? []), ...value])];
    } else if (target.kind === "customer" && Reflect.get(customer, target.column) === undefined) {
      placeValue(value, target, draft);
    } else if (target.kind === "name" && customer.first_name === undefined && customer.last_name === undefined) {
      placeValue(value, target, draft);
    } else if (target.kind === "address") {
      const address: ImportedAddress | undefined = addresses[target.number - 1];
      if (address && Reflect.get(address, target.field) === undefined) {
        placeValue(value, target, draft);
      }
    }
  }
}
