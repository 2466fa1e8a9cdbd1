import { ADDRESS_FIELDS, CUSTOMER_FIELDS, namesOf } from "../fields";
import { EXPORTED_ADDRESS_FIELDS, type ExportedCustomer, type ExportShape, type ExportValue } from "./export-columns";
import { readRecords } from "./parse-composites";

/**
 * One customer as a line of JSON (jsonlines.org). Metadata goes in as the text that PostgreSQL has for it: parsing it
 * would round numbers beyond 2^53. Unlike CSV it tells empty text from null, and needs no guard against formulas.
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

/** Values that PostgreSQL writes as JSON has them. */
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
