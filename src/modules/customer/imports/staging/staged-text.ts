import type { ImportedAddress, ImportedCustomer } from "../types";
import { CLEARS_KEYS, clearsOf } from "./cleared-fields";

/** A row of the file as it is kept until it is stored. */
export type RowToStage = {
  line: number;
  raw: string;
  newId: string;
  customer: ImportedCustomer;
  addressIds: string[];
  /** Whether empty cells clear. */
  clears: boolean;
};

/** The columns in which COPY gives rows; those of `stagedText`. */
export const STAGED_COLUMNS = [
  ...["import_id", "line", "new_id", "id", "external_id", "email", "has_account", "company_name", "first_name"],
  ...[
    "last_name",
    "phone",
    "created_by",
    "created_at",
    "updated_at",
    "metadata",
    "clears",
    "groups",
    "addresses",
    "raw",
  ],
].join(", ");

/** Whatever has a meaning in COPY's text format (PostgreSQL manual, COPY). */
const SPECIAL = /[\\\t\n\r]/;

/** The backslash first: the others put one in. */
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One row in COPY's text format. Written out: it runs once a row, a million times an import. */
export function stagedText(importId: string, { line, raw, newId, customer, addressIds, clears }: RowToStage): string {
  const groups = customer.groups?.length ? text(arrayText(customer.groups)) : "\\N";
  const addresses = customer.addresses?.length ? text(addressesJson(customer.addresses, addressIds)) : "\\N";
  return (
    `${importId}\t${line}\t${text(newId)}\t${text(customer.id)}\t${text(customer.external_id)}\t${text(customer.email)}` +
    `\t${flag(customer.has_account)}\t${text(customer.company_name)}\t${text(customer.first_name)}` +
    `\t${text(customer.last_name)}\t${text(customer.phone)}\t${text(customer.created_by)}` +
    `\t${text(customer.created_at)}\t${text(customer.updated_at)}\t${text(customer.metadata)}` +
    `\t${clearsOf(customer) + (clears ? CLEARS_KEYS : 0)}\t${groups}\t${addresses}\t${text(raw)}\n`
  );
}

function text(value: string | null | undefined): string {
  if (value === null || value === undefined) {
    return "\\N";
  }
  return SPECIAL.test(value) ? escaped(value) : value;
}

/** Control characters that JSON spells in a way of its own. A lone surrogate is refused before. */
const OF_JSON = /(?![\b\t\n\f\r])\p{Cc}/u;

/**
 * As COPY reads it. JSON escapes the same signs in the same way, and a quote, which COPY reads back too, in a tenth of the
 * time that any replacement takes: a cell of a million line ends would hold the server for a tenth of a second.
 */
function escaped(value: string): string {
  if (!OF_JSON.test(value)) {
    return JSON.stringify(value).slice(1, -1);
  }
  return Object.entries(ESCAPES).reduce((text, [sign, escaped]) => text.split(sign).join(escaped), value);
}

function flag(value: boolean | undefined): string {
  return value === undefined ? "\\N" : value ? "t" : "f";
}

/** An array of texts as PostgreSQL writes one, each element in quotes. */
function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** Metadata goes in as it is written: parsing it would round its numbers. What an address does not say is left out. */
function addressesJson(addresses: readonly ImportedAddress[], ids: readonly string[]): string {
  const objects = addresses.map(({ metadata, ...fields }, index) => {
    const json = JSON.stringify({ id: ids[index], ...fields });
    return metadata === undefined ? json : `${json.slice(0, -1)},"metadata":${metadata ?? "null"}}`;
  });
  return `[${objects.join(",")}]`;
}
