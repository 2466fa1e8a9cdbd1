import {
  ADDRESS_FIELDS,
  type ExportedAddress,
  type ExportedCustomer,
  type ExportShape,
  type ExportValue,
} from "./columns";

/**
 * One customer as a line of JSON (jsonlines.org). Metadata goes in as the text that PostgreSQL has for it: parsing it
 * would round numbers beyond 2^53. Unlike CSV it tells empty text from null, and needs no guard against formulas.
 */
export function jsonLine({ values, groups, addresses }: ExportedCustomer, { columns }: ExportShape): string {
  let own = 0;
  const members = columns.map((column) => {
    if (column === "groups") {
      return member(column, JSON.stringify(groups));
    }
    if (column === "addresses") {
      return member(column, `[${addresses.map(jsonAddress).join(",")}]`);
    }
    return jsonMember(column, values[own++]);
  });
  return `{${members.join(",")}}\n`;
}

function jsonAddress(values: ExportedAddress): string {
  return `{${ADDRESS_FIELDS.map((name, index) => jsonMember(name, values[index])).join(",")}}`;
}

/** Values that PostgreSQL writes as JSON has them. */
const JSON_ALREADY: ReadonlySet<string> = new Set([
  "metadata",
  ...["has_account", "is_default_shipping", "is_default_billing"],
]);

function jsonMember(name: string, value: ExportValue): string {
  return member(name, JSON_ALREADY.has(name) && value !== null ? value : JSON.stringify(value));
}

function member(name: string, json: string): string {
  return `"${name}":${json}`;
}
