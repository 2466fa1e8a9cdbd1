import { ADDRESS_FIELDS, type ExportedCustomer, type ExportShape, type ExportValue } from "./columns";

/**
 * One customer as a line of JSON (jsonlines.org). Metadata goes in as the text that PostgreSQL has for it: parsing it
 * would round numbers beyond 2^53. Unlike CSV it tells empty text from null, and needs no guard against formulas.
 */
export function jsonLine({ values, groups, addresses }: ExportedCustomer, { columns }: ExportShape): string {
  const members = columns.map((column) => {
    if (column === "groups") {
      return member(column, JSON.stringify(groups));
    }
    if (column === "addresses") {
      return member(column, `[${addresses.map((address) => jsonObject(ADDRESS_FIELDS, address)).join(",")}]`);
    }
    return jsonMember(column, values[column]);
  });
  return `{${members.join(",")}}\n`;
}

function jsonObject(names: readonly string[], values: Record<string, ExportValue>): string {
  return `{${names.map((name) => jsonMember(name, values[name])).join(",")}}`;
}

function jsonMember(name: string, value: ExportValue | undefined): string {
  return member(name, name === "metadata" && typeof value === "string" ? value : JSON.stringify(value ?? null));
}

function member(name: string, json: string): string {
  return `"${name}":${json}`;
}
