import type { ImportedCustomer } from "../../types";
import type { Draft } from "../draft";
import { BOTH_DEFAULTS } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import { readerOf } from "./shopify";

/**
 * Files for Shopify's app Transporter (`shopify_transporter` 2.x): a row for the customer and its default address, then a row
 * for each other address and each metafield, all with the customer's email. An address has no slot: a file that is split has the
 * first part of a customer's rows, and the other file counts them from one again.
 */
export const TRANSPORTER: DeclaredFormat = {
  format: "transporter",
  title: "Shopify Transporter",
  needs: [
    { least: 1, of: ["email"] },
    { least: 2, of: ["metafield namespace", "metafield key", "metafield value"] },
  ],
  columns: {
    email: ["email"],
    first_name: ["first name"],
    last_name: ["last name"],
    phone: ["phone"],
    "metadata.tags": ["tags"],
    "metadata.note": ["note"],
    "metadata.tax_exempt": ["tax exempt"],
    "metadata.metafield_namespace": ["metafield namespace"],
    "metadata.metafield_key": ["metafield key"],
    "metadata.metafield_value": ["metafield value"],
    address_1_company: ["company"],
    address_1_address_1: ["address1"],
    address_1_address_2: ["address2"],
    address_1_city: ["city"],
    address_1_province: ["province code", "province"],
    address_1_postal_code: ["zip"],
    address_1_country_code: ["country code", "country"],
  },
  ignored: ["accepts marketing", "metafield value type"],
  readers: readerOf,
  completeAddresses: ([address]) => [address && { ...address, ...BOTH_DEFAULTS }],
  completeRow,
};

const OF_THE_PERSON = ["first_name", "last_name", "phone"] as const;

/** In a later row of a customer, names and phone are those of the address. */
function completeRow(draft: Draft, before: ImportedCustomer | undefined): void {
  const { customer, addresses } = draft;
  for (const field of OF_THE_PERSON) {
    const value = customer[field];
    if (addresses[0] && value !== undefined) {
      addresses[0][field] = value;
    }
    if (before !== undefined && before.email === customer.email) {
      delete customer[field];
    }
  }
  draft.metadata = withMetafield(draft.metadata);
}

const PARTS = ["metafield_namespace", "metafield_key", "metafield_value"];

/** A metafield becomes the key `namespace.key`. Entries are the text of a key and its value in JSON. */
function withMetafield(metadata: readonly string[]): string[] {
  const beginnings = PARTS.map((part) => `${JSON.stringify(part)}:`);
  const isPart = (entry: string): boolean => beginnings.some((beginning) => entry.startsWith(beginning));
  const [namespace, key, value] = beginnings.map((beginning) => {
    const entry = metadata.find((one) => one.startsWith(beginning));
    return entry === undefined ? undefined : String(JSON.parse(entry.slice(beginning.length)));
  });
  const field =
    key && value !== undefined
      ? [`${JSON.stringify([namespace, key].filter(Boolean).join("."))}:${JSON.stringify(value)}`]
      : [];
  return [...metadata.filter((entry) => !isPart(entry)), ...field];
}
