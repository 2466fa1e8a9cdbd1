import { MAX_CSV_ADDRESSES } from "../../../exports/export-columns";
import type { ImportedAddress } from "../../types";
import { readCountry } from "../values/country";
import type { AddressContext, AddressPlaces } from "./format";

type TextField = Exclude<keyof ImportedAddress, "is_default_shipping" | "is_default_billing">;

/** The labels in the cell, in small letters, and the fields that they name; null: left out. */
const LABELS: Readonly<Record<string, TextField | null>> = {
  "address id": "slot",
  "address name": null,
  "address first name": "first_name",
  "address last name": "last_name",
  "address company": "company",
  "address line 1": "address_1",
  "address line 2": "address_2",
  "city/suburb": "city",
  "state/province": "province",
  "state abbreviation": "province",
  "zip/postcode": "postal_code",
  country: "country_code",
  "building type": null,
  "address phone": "phone",
};

const LABEL = `(?:${Object.keys(LABELS).join("|")}): ?`;
/** A label stands at the beginning or behind a comma: a value may have commas and colons of its own. */
const FIELD = new RegExp(`(?:^|, ?)(${LABEL})`, "gi");
/** Between addresses: a sign that is followed by a label. */
const NEXT_ADDRESS = new RegExp(`\\s*\\|\\s*(?=${LABEL})`, "i");

const hasLabels = (text: string): boolean => new RegExp(`^${LABEL}.*, ?${LABEL}`, "is").test(text);

/**
 * Reads the addresses that BigCommerce's template "Default" writes into one cell: `Address ID: 3, Address First Name: Ann, ...`, with
 * `|` between them.
 */
export function splitAddressesCell([first, ...others]: AddressPlaces, context: AddressContext): AddressPlaces {
  const text = first?.address_1?.trim() ?? "";
  if (!hasLabels(text)) {
    if (/: /.test(text) && Object.keys(first ?? {}).length === 1) {
      context.warn("address_1", "is not the fields of an address with their names. It is kept whole");
    }
    return [first, ...others];
  }
  const cells = text.split(NEXT_ADDRESS);
  if (cells.length > MAX_CSV_ADDRESSES) {
    context.warn("address_1", `has ${cells.length} addresses. The first ${MAX_CSV_ADDRESSES} are stored`);
  }
  return cells.slice(0, MAX_CSV_ADDRESSES).map((cell) => readAddress(cell.trim(), context));
}

function readAddress(cell: string, context: AddressContext): ImportedAddress | undefined {
  const address: Partial<Record<TextField, string>> = {};
  const labels = [...cell.matchAll(FIELD)];
  labels.forEach(({ 0: whole, 1: label, index }, place) => {
    const field = LABELS[label.replace(/: ?$/, "").toLowerCase()];
    const value = cell.slice(index + whole.length, labels[place + 1]?.index).trim();
    if (field && value) {
      address[field] ??= value;
    }
  });
  const { country_code: country, slot, ...rest } = address;
  const code = country === undefined ? undefined : readCountry(country);
  if (typeof code === "object") {
    context.warn("country_code", code.reason);
  }
  const read = { ...rest, ...(typeof code === "string" && { country_code: code }) };
  // An address book has empty entries.
  return Object.keys(read).length > 0 ? { ...read, ...(slot && { slot }) } : undefined;
}
