import type { AddressContext } from "./format";

const FIVE_DIGITS = "de fr it es fi ee hr rs me ua mx tr gp mq gf re mc sm va".split(" ");
const FOUR_DIGITS = "at ch be dk no hu lu li si bg lv cy au nz za".split(" ");

/** How postal codes are written: of a country without an entry none is looked for beside a name. */
const POSTAL_CODES: ReadonlyMap<string, string> = new Map([
  ...FIVE_DIGITS.map((country): [string, string] => [country, String.raw`\d{5}`]),
  ...FOUR_DIGITS.map((country): [string, string] => [country, String.raw`\d{4}`]),
  ["us", String.raw`\d{5}(?:-\d{1,4})?`],
  ["gb", String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`],
  ["ca", String.raw`[A-Z]\d[A-Z] ?\d[A-Z]\d`],
  ["ie", String.raw`[A-Z]\d[\dW] ?[A-Z\d]{4}`],
  ["nl", String.raw`\d{4} ?[A-Z]{2}`],
  ["pt", String.raw`\d{4}-\d{3}`],
  ["pl", String.raw`\d{2}-\d{3}`],
  ["br", String.raw`\d{5}-?\d{3}`],
  ...["se", "cz", "sk", "gr"].map((country): [string, string] => [country, String.raw`\d{3} ?\d{2}`]),
]);

/** Where digits before a name are a house, not a postal code. */
const CODE_BEHIND: ReadonlySet<string> = new Set(["us", "gb", "ca", "ie", "au", "nz", "br"]);

export type Place = { city?: string; province?: string; postal_code: string; mayBeStreet?: boolean };
type Patterns = { alone: RegExp; before: RegExp; behind: RegExp };

const PATTERNS: ReadonlyMap<string, Patterns> = new Map(
  [...POSTAL_CODES].map(([country, code]) => {
    // The sign of the country may be before the code: D-10115.
    const postal = `((?:[A-Z]{1,2}-)?${code})`;
    const patterns = {
      alone: new RegExp(`^${postal}$`, "i"),
      before: CODE_BEHIND.has(country) ? /(?!)/ : new RegExp(String.raw`^${postal} +(\p{L}.*)$`, "iu"),
      behind: new RegExp(String.raw`^(\p{L}.*?),? +${postal}$`, "iu"),
    };
    return [country, patterns];
  }),
);

/** A code of a province behind a city: `Salem OR`, `Milano (MI)`. */
const WITH_PROVINCE = /^(?:(.+?),? +)?\(?([A-Z]{2,3})\)?$/;

/** Words before the number of a box, and before the number or letter of a part of a house. */
const BOX = String.raw`p\.? ?o\.? ?box|post office box|box|postfach|postbus|bo[iî]te postale|b\.?p\.?|casella postale|casella|apartado(?: de correos| postal)?`;
const UNIT = "apt|apartment|unit|suite|floor";
/** These are also the beginning of a city. */
const UNIT_OR_CITY = "ste|flat|level|piso|stiege|etage|top|room";
const BEFORE_NUMBER = new RegExp(
  String.raw`(?:^|[\s,])(?:${BOX}|${UNIT}|${UNIT_OR_CITY})\.?(?: ?(?:no|nr|nº|#)\.?)?$`,
  "i",
);

/** `Suite 4`, `Flat B`, `PO Box 12`; neither `Flat Rock` nor `Ste Genevieve`. */
const IS_UNIT = new RegExp(String.raw`^(?:(?:${UNIT})\b|(?:${BOX}|${UNIT_OR_CITY})\b(?:.*\d|\W*\p{L}?$))`, "iu");

export const isUnit = (part: string | undefined): boolean => IS_UNIT.test(part ?? "");

/** Nothing that is a city with a postal code is longer. */
const LONGEST = 100;

/**
 * Reads the postal code and the city, or the code of the province, in one text: `10115 Berlin`, `London SW1A 2AA`, `Salem OR 97301`.
 * `isAlone`: the text is all that there is besides the country, and may be a street.
 *
 * @returns undefined where the text has no postal code as the country writes it. `mayBeStreet`: the code may be a number in a street.
 */
export function readPostalPlace(
  text: string,
  country: string,
  { isProvince, isAlone }: Pick<AddressContext, "isProvince"> & { isAlone: boolean },
): Place | undefined {
  const patterns = text.length > LONGEST ? undefined : PATTERNS.get(country);
  if (!patterns) {
    return undefined;
  }
  const [postal_code] = patterns.alone.exec(text) ?? [];
  if (postal_code) {
    return { postal_code };
  }
  const [, codeBefore, nameBehind] = patterns.before.exec(text) ?? [];
  const [, nameBefore, codeBehind] = patterns.behind.exec(text) ?? [];
  const [name, code] = codeBefore ? [nameBehind, codeBefore] : [nameBefore, codeBehind];
  if (!name || !code || (!codeBefore && BEFORE_NUMBER.test(name))) {
    return undefined;
  }
  const [, city = undefined, province = ""] = WITH_PROVINCE.exec(name) ?? [];
  if (province && isProvince(country, province)) {
    return { ...(city && { city }), province, postal_code: code };
  }
  const mayBeStreet = isAlone && !codeBefore && /^\d+$/.test(code);
  // Four digits behind a name are rather the number of a house.
  if (mayBeStreet && code.length <= 4) {
    return undefined;
  }
  return { city: name, postal_code: code, ...(mayBeStreet && { mayBeStreet }) };
}
