import type { ImportedAddress } from "../../types";
import { readCountry } from "../values/country";
import type { AddressContext } from "./format";

const ALL_PARTS = ["address_1", "address_2", "city", "province", "postal_code"] as const;

const hasDigit = (part: string | undefined): boolean => /\d/.test(part ?? "");

/** Countries whose provinces have the names of their cities, but for their codes. */
const NAMED_AFTER_CITIES: ReadonlySet<string> = new Set(["gb", "it", "es"]);

/** Provinces that are a city, or are called like a far better known one. */
const CITIES: ReadonlySet<string> = new Set(["berlin", "hamburg", "bremen", "wien", "vienna", "new york", "paris"]);

const isCode = (name: string): boolean => /^[A-Z]{2,3}$/.test(name);
const isCityName = (name: string): boolean => CITIES.has(name.toLowerCase());

/** `12345`, `LS1 4AP`, `1011 AB`; neither `Apt 4` nor `Dublin 4`. */
const isPostalCode = (part: string | undefined): boolean => hasDigit(part) && !/^\p{L}{3,}/u.test(part ?? "");

const isUnit = (part: string | undefined): boolean =>
  /^(?:apt|apartment|unit|suite|ste|flat|floor)\b/i.test(part ?? "");

/**
 * Reads an address that Mailchimp has written into one cell, two spaces between its parts. Parts may be missing, so it is read from
 * its end: the country; the postal code, which has a digit; the province, where the country has one of this name; the city. A warning
 * says where a name may be both.
 *
 * @returns undefined where it does not end with a country.
 */
export function splitMailchimpAddress(text: string, context: AddressContext): ImportedAddress | undefined {
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
  const postal_code = parts.length > 1 && isPostalCode(parts.at(-1)) ? parts.pop() : undefined;
  const province = takeProvince(parts, country_code, context);
  // A part before a province is its city, not a street.
  const hasCity = parts.length > 1 || (province !== undefined && !hasDigit(parts[0]));
  const city = hasCity && !isUnit(parts.at(-1)) ? parts.pop() : undefined;
  const [address_1, ...more] = parts;
  const found = { address_1, address_2: more.join(", ") || undefined, city, province, postal_code, country_code };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
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
