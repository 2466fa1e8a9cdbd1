import { ADDRESS_FIELDS, CUSTOMER_FIELDS, namesOf } from "../fields";
import { EXPORTED_ADDRESS_FIELDS, type ExportedCustomer, type ExportShape, type ExportValue } from "./export-columns";
import { readRecords } from "./parse-composites";

/**
 * Writes one customer as a line of JSON (jsonlines.org).
 *
 * Metadata is copied as the text that PostgreSQL has for it: parsing would round numbers beyond 2^53. Unlike CSV, JSON
 * distinguishes an empty text from null, and needs no guard against formulas.
 */
export function jsonLine({ record, groups, addresses }: ExportedCustomer, { columns }: ExportShape): string {
  const [values = []] = readRecords(record);
  let own = 0;
  const members = columns.map((column) => {
    if (column === "groups") {
      return member(column, JSON.stringify(readRecords(groups ?? "").map(([name]) => name)));
    }
    if (column === "addresses") {
      return member(
        column,
        `[${readRecords(addresses ?? "")
          .map(jsonAddress)
          .join(",")}]`,
      );
    }
    return jsonMember(column, values[own++]);
  });
  return `{${members.join(",")}}\n`;
}

function jsonAddress(values: readonly ExportValue[]): string {
  return `{${EXPORTED_ADDRESS_FIELDS.map((name, index) => jsonMember(name, values[index])).join(",")}}`;
}

/** Columns whose text from PostgreSQL is valid JSON. */
const JSON_ALREADY: ReadonlySet<string> = new Set(
  [CUSTOMER_FIELDS, ADDRESS_FIELDS].flatMap((fields) => [
    ...namesOf(fields, { type: "jsonb" }),
    ...namesOf(fields, { type: "boolean" }),
  ]),
);

function jsonMember(name: string, value: ExportValue): string {
  return member(name, JSON_ALREADY.has(name) && value !== null ? value : JSON.stringify(value));
}

function member(name: string, json: string): string {
  return `"${name}":${json}`;
}
