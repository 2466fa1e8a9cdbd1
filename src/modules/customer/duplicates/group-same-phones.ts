import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { groupBy } from "./group-by";

/** A phone as somebody wrote it, and the countries of its owner's addresses (ISO 3166-1, any case). */
export type WrittenPhone = { phone: string; countries: readonly string[] };

/**
 * How sure it is that the numbers of a group are one:
 * - `valid`: each is a number that exists in its country, the country being written or that of its owner's addresses;
 * - `assumed`: the country of one was taken from another number of the group;
 * - `digits`: no such number exists anywhere; they were just written with the same digits.
 */
export type PhoneCertainty = "valid" | "assumed" | "digits";

const WEAKEST: PhoneCertainty[] = ["digits", "assumed", "valid"];

type Read = { key: string; certainty: PhoneCertainty };

/** Sorts phones that end in the same digits into those that are one number (ITU-T E.164). Only groups of two and more. */
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

/** The number in E.164, if it exists. */
function numberIn(phone: string, country?: CountryCode): string | undefined {
  const number = parsePhoneNumberFromString(phone, country);
  return number?.isValid() ? String(number.number) : undefined;
}

/** "00" is how most countries dial out (ITU-T E.123 writes "+"). */
function withPlus(phone: string): string {
  return phone.trim().replace(/^00/, "+");
}
