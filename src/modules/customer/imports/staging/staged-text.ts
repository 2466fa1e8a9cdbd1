import { CUSTOMER_FIELDS, fileNames } from "../../fields";
import type { ImportedAddress, ImportedCustomer } from "../types";
import { CLEARS_KEYS, clearsOf, MAKES_NONE } from "./cleared-fields";

/** A row of the file as it is kept until it is stored. */
export type RowToStage = {
  line: number;
  raw: string;
  newId: string;
  customer: ImportedCustomer;
  addressIds: string[];
  /** Whether empty cells clear. */
  clears: boolean;
  /** Whether the row adds to a customer and makes none. */
  makesNone: boolean;
};

/** The columns of a customer, which the row has in the same order. */
const FIELDS = fileNames(CUSTOMER_FIELDS, {});

/** The columns in which COPY gives rows; `stagedText` writes them in this order. */
export const STAGED_COLUMNS = [
  ...["import_id", "line", "new_id"],
  ...FIELDS,
  ...["clears", "groups", "addresses", "raw"],
].join(", ");

/** Whatever has a meaning in COPY's text format (PostgreSQL manual, COPY). */
const SPECIAL = /[\\\t\n\r]/;

/** The backslash first: the others put one in. */
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One row in COPY's text format. */
export function stagedText(importId: string, { line, raw, newId, customer, addressIds, ...flags }: RowToStage): string {
  let row = `${importId}\t${line}\t${text(newId)}`;
  for (const name of FIELDS) {
    row += `\t${text(customer[name])}`;
  }
  const groups = customer.groups?.length ? text(arrayText(customer.groups)) : NULL;
  const addresses = customer.addresses?.length ? text(addressesJson(customer.addresses, addressIds)) : NULL;
  const clears = clearsOf(customer) + (flags.clears ? CLEARS_KEYS : 0) + (flags.makesNone ? MAKES_NONE : 0);
  return `${row}\t${clears}\t${groups}\t${addresses}\t${text(raw)}\n`;
}

const NULL = "\\N";

function text(value: string | boolean | null | undefined): string {
  if (value === null || value === undefined) {
    return NULL;
  }
  if (typeof value === "boolean") {
    return value ? "t" : "f";
  }
  return SPECIAL.test(value) ? escaped(value) : value;
}

/** Control characters that JSON spells differently. A lone surrogate is refused before. */
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
