import type { ImportedAddress } from "../../types";
import { readCountry } from "../values/country";
import type { AddressContext } from "./format";

const ALL_PARTS = ["address_1", "address_2", "city", "province", "postal_code"] as const;

const hasDigit = (part: string | undefined): boolean => /\d/.test(part ?? "");

/**
 * Reads an address that Mailchimp has written into one cell, two spaces between its parts. Parts may be missing, so it is read from
 * behind: the country; the postal code, which has a digit; a province, where the country has one of this name; the city.
 *
 * @returns undefined where it does not end with a country.
 */
export function splitMailchimpAddress(text: string, { isProvince }: AddressContext): ImportedAddress | undefined {
  const cells = text.split("  ").map((part) => part.trim());
  const parts = cells.filter((part) => part !== "");
  const country_code = parts.length > 1 ? readCountry(parts.pop() ?? "") : undefined;
  if (typeof country_code !== "string") {
    return undefined;
  }
  if (cells.length === ALL_PARTS.length + 1) {
    const given = ALL_PARTS.flatMap((field, place) => (cells[place] ? [[field, cells[place]]] : []));
    return { ...Object.fromEntries(given), country_code };
  }
  const found: ImportedAddress = { country_code };
  if (parts.length > 1 && hasDigit(parts.at(-1))) {
    found.postal_code = parts.pop();
  }
  // A part with a digit is no city: it is the second line of the street.
  const isAfterCity = parts.length > 2 && !hasDigit(parts.at(-2));
  if (isAfterCity && isProvince(country_code, parts.at(-1) ?? "")) {
    found.province = parts.pop();
  }
  if (parts.length > 1) {
    found.city = parts.pop();
  }
  const [address_1, ...more] = parts;
  return { ...found, address_1, ...(more.length ? { address_2: more.join(", ") } : {}) };
}
