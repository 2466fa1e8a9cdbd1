import { MAX_CSV_ADDRESSES } from "../../exports/export-columns";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields } from "../../fields";
import {
  addressColumn,
  OWN_ADDRESS_FIELDS,
  OWN_CUSTOMER_COLUMNS,
  type OwnAddressField,
  type OwnCustomerColumn,
  parseAddressColumn,
} from "./formats/own-columns";

/** Where a column of a file goes. `name` is a whole name, whose first word is the first name. */
export type Target =
  | { kind: "customer"; column: OwnCustomerColumn }
  | { kind: "name" }
  | { kind: "address"; number: number; field: OwnAddressField }
  /** The whole name of the person at an address. */
  | { kind: "address_name"; number: number }
  /** The id of an address in the other system: by it a later file finds the address again. */
  | { kind: "slot"; number: number }
  | { kind: "metadata"; key: string };

const CUSTOMER_COLUMNS: ReadonlySet<string> = new Set(OWN_CUSTOMER_COLUMNS);

/** `metadata.` and a key. */
const METADATA_KEY = /^metadata\.(.+)$/s;

/** A target as a mapping names it: a column of our own format, `metadata.KEY`, or `name`; undefined for anything else. */
export function parseTarget(name: string): Target | undefined {
  if (CUSTOMER_COLUMNS.has(name)) {
    // as: the set holds exactly these names.
    return { kind: "customer", column: name as OwnCustomerColumn };
  }
  if (name === "name") {
    return { kind: "name" };
  }
  const [, key] = METADATA_KEY.exec(name) ?? [];
  if (key) {
    return { kind: "metadata", key };
  }
  const [, number, part] = /^address_([1-9]\d?)_(id|name)$/.exec(name) ?? [];
  if (number && Number(number) <= MAX_CSV_ADDRESSES) {
    return { kind: part === "id" ? "slot" : "address_name", number: Number(number) };
  }
  const address = parseAddressColumn(name);
  return address && address.number <= MAX_CSV_ADDRESSES ? { kind: "address", ...address } : undefined;
}

const CUSTOMER: Fields = CUSTOMER_FIELDS;
const ADDRESS: Fields = ADDRESS_FIELDS;

/** The column that cells of a target are stored in, whole; undefined where they are a part of one, or names of groups. */
export function fieldOf(target: Target): Field | undefined {
  if (target.kind === "customer") {
    return CUSTOMER[target.column];
  }
  return target.kind === "address" ? ADDRESS[target.field] : undefined;
}

/** The field that a target is about. */
export function columnOf(target: Target): string {
  switch (target.kind) {
    case "customer":
      return target.column;
    case "address":
      return target.field;
    case "metadata":
      return "metadata";
    default:
      return target.kind;
  }
}

/** Every target, for the message about one that is none. */
export const TARGETS_IN_WORDS =
  `${[...OWN_CUSTOMER_COLUMNS, "name", "metadata.KEY"].join(", ")}, ` +
  `${addressColumn(1, OWN_ADDRESS_FIELDS[0])} and likewise ${OWN_ADDRESS_FIELDS.slice(1).join(", ")}, name, id, ` +
  `for addresses 1 to ${MAX_CSV_ADDRESSES}; null leaves a column out`;
