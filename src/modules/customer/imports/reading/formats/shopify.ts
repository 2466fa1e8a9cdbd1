import type { ImportedAddress } from "../../types";
import type { Target } from "../targets";
import { readBoolean } from "../values/read-boolean";
import type { CellReader, FileFormat } from "./format";

/** Columns of a customer, by their names in lower case. */
const CUSTOMER: ReadonlyMap<string, string> = new Map([
  ["customer id", "external_id"],
  ["first name", "first_name"],
  ["last name", "last_name"],
  ["email", "email"],
  ["phone", "phone"],
  ["note", "metadata.note"],
  ["tags", "metadata.tags"],
  ["tax exempt", "metadata.tax_exempt"],
  ["default address phone", "address_1_phone"],
]);

/** Columns of the default address, without the words "Default Address" that newer exports put before them. */
const ADDRESS: ReadonlyMap<string, string> = new Map([
  ["company", "address_1_company"],
  ["address1", "address_1_address_1"],
  ["address2", "address_1_address_2"],
  ["city", "address_1_city"],
  ["province code", "address_1_province"],
  ["province", "address_1_province"],
  ["country code", "address_1_country_code"],
  ["country", "address_1_country_code"],
  ["zip", "address_1_postal_code"],
]);

/** Headers that, two of them together, no other system has. */
const SIGNS = new Set([
  ...["customer id", "accepts email marketing", "accepts marketing", "accepts sms marketing", "total spent"],
  ...["total orders", "tax exempt", "address1", "address2", "province code", "country code"],
]);

/** An apostrophe before ids, phones and postal codes keeps spreadsheets from taking them for numbers. */
const AS_TEXT = new Set(["customer id", "phone", "default address phone", "zip", "default address zip"]);

const plain = (header: string): string => header.toLowerCase();

const isSign = (header: string): boolean =>
  SIGNS.has(plain(header)) || (/^default address /i.test(header) && targetOf(header) !== undefined);

export function isShopify(headers: readonly string[]): boolean {
  const named = new Set(headers.map(plain));
  return (named.has("email") || named.has("customer id")) && headers.filter(isSign).length >= 2;
}

/**
 * Shopify's export of customers, also of years before: "Default Address City" was "City", and countries and provinces had
 * their names beside their codes. Marketing consent is never imported; totals are facts about orders.
 */
export function shopifyFormat(headers: readonly string[]): FileFormat {
  return {
    format: "shopify",
    targets: preferCodes(headers),
    clean: (cell, header) => (AS_TEXT.has(plain(header)) || /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell),
    exact: false,
    readers: readerOf,
    completeAddresses: ([address]) => [address && asDefault(address)],
  };
}

function targetOf(header: string): string | undefined {
  const name = plain(header);
  return CUSTOMER.get(name) ?? ADDRESS.get(name.replace(/^default address /, ""));
}

/** Of two columns for one target the code: it says more surely what a name says. Else the first one. */
function preferCodes(headers: readonly string[]): (string | null)[] {
  const isCode = (index: number): boolean => / code$/i.test(headers[index]);
  const taken = new Map<string, number>();
  headers.forEach((header, index) => {
    const target = targetOf(header);
    const other = target === undefined ? undefined : taken.get(target);
    if (target !== undefined && (other === undefined || (isCode(index) && !isCode(other)))) {
      taken.set(target, index);
    }
  });
  return headers.map((header, index) => {
    const target = targetOf(header);
    return target !== undefined && taken.get(target) === index ? target : null;
  });
}

function readerOf(target: Target): CellReader | undefined {
  return target.kind === "metadata" && target.key === "tax_exempt" ? readBoolean : undefined;
}

function asDefault(address: ImportedAddress): ImportedAddress {
  return { ...address, is_default_shipping: true, is_default_billing: true };
}
