import type { ImportedAddress } from "../../types";
import { readCountry } from "../values/country";
import type { AddressContext } from "./format";
import { isUnit, type Place, readPostalPlace } from "./postal-place";

const ALL_PARTS = ["address_1", "address_2", "city", "province", "postal_code"] as const;

const hasDigit = (part: string | undefined): boolean => /\d/.test(part ?? "");

/** Countries whose provinces have the names of their cities, but for their codes. */
const NAMED_AFTER_CITIES: ReadonlySet<string> = new Set(["gb", "it", "es"]);

/** Provinces that are a city, or are called like a far better known one. */
const CITIES: ReadonlySet<string> = new Set(["berlin", "hamburg", "bremen", "wien", "vienna", "new york", "paris"]);

const isCode = (name: string): boolean => /^[A-Z]{2,3}$/.test(name);
const isCityName = (name: string): boolean => CITIES.has(name.toLowerCase());

/** `12345`, `LS1 4AP`, `1011 AB`; neither `Apt 4` nor `Dublin 4` nor `PO Box 4`. */
const isPostalCode = (part: string | undefined): boolean =>
  hasDigit(part) && !/^\p{L}{3,}/u.test(part ?? "") && !isUnit(part);

/** `hasCity`: a column beside the address has the city. */
type MailchimpContext = AddressContext & { hasCity: boolean };

/**
 * Reads an address that Mailchimp has written into one cell, two spaces between its parts. Parts may be missing, so it is read from
 * its end: the country; the postal code, which has a digit, also beside the city in one part; the province, where the country has one
 * of this name; the city. A warning says where a name may be both, and where it may be a street.
 *
 * @returns undefined where it does not end with a country.
 */
export function splitMailchimpAddress(text: string, context: MailchimpContext): ImportedAddress | undefined {
  const cells = text.split("  ").map((part) => part.trim());
  const parts = cells.filter((part) => part !== "");
  const country_code = parts.length > 0 ? readCountry(parts.pop() ?? "") : undefined;
  if (typeof country_code !== "string") {
    return undefined;
  }
  if (cells.length === ALL_PARTS.length + 1) {
    const given = ALL_PARTS.flatMap((field, place) => (cells[place] ? [[field, cells[place]]] : []));
    return { ...withPostalCode(Object.fromEntries(given), country_code, context), country_code };
  }
  const end = takeEnd(parts, country_code, context);
  const [address_1, ...more] = parts;
  const found = { address_1, address_2: more.join(", ") || undefined, ...end, country_code };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const maybeStreet = (part: string): string =>
  `is taken from "${part}", which may be a street. Correct it where that is wrong`;

type End = Pick<ImportedAddress, "city" | "province" | "postal_code">;

/** The city may have its postal code before it, where the part for the code is empty. */
function withPostalCode(address: ImportedAddress, country: string, { isProvince }: AddressContext): ImportedAddress {
  const { city, postal_code } = address;
  const place = city && !postal_code ? readPostalPlace(city, country, { isProvince, isAlone: false }) : undefined;
  return place ? { ...address, city: undefined, ...place } : address;
}

/** Takes what follows the street from the end of the parts. */
function takeEnd(parts: string[], country: string, context: MailchimpContext): End {
  const { isProvince, warn, hasCity } = context;
  const last = parts.at(-1) ?? "";
  const found = readPostalPlace(last, country, { isProvince, isAlone: parts.length === 1 });
  const { mayBeStreet, ...place }: Partial<Place> = found ?? {};
  if (place.postal_code) {
    parts.pop();
  }
  if (mayBeStreet) {
    warn("city", maybeStreet(last));
  }
  if (place.city) {
    return place;
  }
  const postal_code = place.postal_code ?? (parts.length > 1 && isPostalCode(parts.at(-1)) ? parts.pop() : undefined);
  const province = place.province ?? takeProvince(parts, country, context);
  const [only] = parts;
  const isOnlyName = parts.length === 1 && !hasDigit(only) && (!hasCity || province !== undefined);
  if (isOnlyName && !postal_code && !province && isCode(only) && isProvince(country, only)) {
    return { province: parts.pop() };
  }
  if (isOnlyName && !province) {
    warn("city", maybeStreet(only));
  }
  // A part before a province is its city, not a street.
  const city = (parts.length > 1 || isOnlyName) && !isUnit(parts.at(-1)) ? parts.pop() : undefined;
  return { city, province, postal_code };
}

/** Takes the province from the end of the parts where there is one; the city stays before it. */
function takeProvince(parts: string[], country: string, { isProvince, warn }: AddressContext): string | undefined {
  const [before = "", last = ""] = parts.slice(-2);
  if (parts.length < 2 || hasDigit(before)) {
    return undefined;
  }
  if (!isProvince(country, last)) {
    // The list of ISO lacks the old counties, and has districts that are called like their city.
    return parts.length > 2 && country === "gb" && isProvince(country, before) ? parts.pop() : undefined;
  }
  const mayBeCity = !isCode(last) && (isCityName(last) || NAMED_AFTER_CITIES.has(country));
  if (!mayBeCity) {
    return parts.pop();
  }
  if (parts.length === 2) {
    return undefined;
  }
  const is = isCityName(last) ? "city" : "province";
  warn(is, `is "${last}", which may be the city or the province. Correct it where that is wrong`);
  return is === "city" ? undefined : parts.pop();
}
