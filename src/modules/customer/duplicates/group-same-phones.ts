import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { groupBy } from "./group-by";

/** A phone as written, and the countries of its customer's addresses (ISO 3166-1, any case). */
export type WrittenPhone = { phone: string; countries: readonly string[] };

/**
 * The certainty that the numbers of a group are one:
 * - `valid`: each number exists in its country, which is written or is that of an address;
 * - `assumed`: the country of one was taken from another number of the group;
 * - `digits`: no such number exists; the digits are the same.
 */
export type PhoneCertainty = "valid" | "assumed" | "digits";

const WEAKEST: PhoneCertainty[] = ["digits", "assumed", "valid"];

type Read = { key: string; certainty: PhoneCertainty };

/** Groups phones that end in the same digits into those that are one number (ITU-T E.164). Only groups of two and more. */
export function groupSamePhones<Phone extends WrittenPhone>(
  phones: readonly Phone[],
): { phones: Phone[]; certainty: PhoneCertainty }[] {
  const international = phones.flatMap(({ phone }) => parsePhoneNumberFromString(withPlus(phone)) ?? []);
  const known = new Set(international.map((number) => String(number.number)));
  const countries = international.flatMap(({ country }) => country ?? []);
  const read = phones.map((phone) => ({ phone, ...readPhone(phone, { known, countries }) }));
  return [...groupBy(read, ({ key }) => key).values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      phones: group.map(({ phone }) => phone),
      certainty: WEAKEST.find((one) => group.some(({ certainty }) => certainty === one)) ?? "digits",
    }));
}

function readPhone(
  { phone, countries }: WrittenPhone,
  group: { known: ReadonlySet<string>; countries: readonly CountryCode[] },
): Read {
  const own = countries.map((country) => country.toUpperCase()).filter((code) => isSupportedCountry(code));
  const written = numberIn(withPlus(phone));
  const inOwn = own.flatMap((country) => numberIn(phone, country) ?? []);
  const valid = written ?? inOwn.find((number) => group.known.has(number)) ?? inOwn.at(0);
  if (valid !== undefined) {
    return { key: valid, certainty: "valid" };
  }
  const inOthers = group.countries.flatMap((country) => numberIn(phone, country) ?? []);
  const assumed = inOthers.find((number) => group.known.has(number));
  if (assumed !== undefined) {
    return { key: assumed, certainty: "assumed" };
  }
  return { key: `digits ${phone.replace(/\D/g, "")}`, certainty: "digits" };
}

/** Returns the number in E.164, if it exists. */
function numberIn(phone: string, country?: CountryCode): string | undefined {
  const number = parsePhoneNumberFromString(phone, country);
  return number?.isValid() ? String(number.number) : undefined;
}

/** Replaces the prefix "00", with which most countries dial out, by "+" (ITU-T E.123). */
function withPlus(phone: string): string {
  return phone.trim().replace(/^00/, "+");
}
