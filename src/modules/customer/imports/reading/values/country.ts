import { alpha3ToAlpha2, getNames, isValid, registerLocale } from "i18n-iso-countries/index";
import english from "i18n-iso-countries/langs/en.json";
import { CellError, shown } from "./cell-error";

/** What people and shops write beside ISO's names and those of i18n-iso-countries. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  Bosnia: "BA",
  Brunei: "BN",
  "Cabo Verde": "CV",
  "Congo-Brazzaville": "CG",
  "Congo-Kinshasa": "CD",
  "DR Congo": "CD",
  "East Timor": "TL",
  England: "GB",
  "Falkland Islands": "FK",
  Holland: "NL",
  "Hong Kong SAR": "HK",
  Korea: "KR",
  Laos: "LA",
  Macau: "MO",
  Macedonia: "MK",
  Micronesia: "FM",
  Moldova: "MD",
  "Northern Ireland": "GB",
  Réunion: "RE",
  Scotland: "GB",
  Swaziland: "SZ",
  Syria: "SY",
  "U.K.": "GB",
  Vatican: "VA",
  "Vatican City": "VA",
  "Viet Nam": "VN",
  Wales: "GB",
};

/** One spelling of a name: no accents, no signs, no case, "and" for "&", no article. */
function fold(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("&", " and ");
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^the | the$/, "");
}

/** Folded names to codes. A name of two countries (Congo) is none. */
function countNames(): Map<string, string | undefined> {
  registerLocale(english);
  const codes = new Map<string, string | undefined>();
  const named = Object.entries(getNames("en", { select: "all" })).flatMap(([code, names]) =>
    names.map((name): [string, string] => [name, code]),
  );
  for (const [name, code] of [...named, ...Object.entries(MORE_NAMES)]) {
    const folded = fold(name);
    const known = codes.get(folded) ?? code;
    codes.set(folded, codes.has(folded) && known !== code ? undefined : known);
  }
  return codes;
}

const codesByName = countNames();

/** Cells that were looked up before: a file has a few countries, millions of times. */
const found = new Map<string, string | CellError>();
const FOUND_AT_MOST = 2_000;

/** No country has a longer name; what is longer is another column's text, and is not kept among those found. */
const NAME_MAX_LENGTH = 100;

/** The ISO 3166-1 code (two letters, lower case, as Medusa stores it) of a code or an English name. */
export function readCountry(cell: string): string | CellError {
  if (cell.length > NAME_MAX_LENGTH) {
    return unknownCountry(cell);
  }
  const known = found.get(cell);
  if (known !== undefined) {
    return known;
  }
  const country = lookUp(cell.trim());
  if (found.size < FOUND_AT_MOST) {
    found.set(cell, country);
  }
  return country;
}

function lookUp(cell: string): string | CellError {
  const upper = cell.toUpperCase();
  if (upper.length === 2 && isValid(upper)) {
    return upper.toLowerCase();
  }
  const code = (upper.length === 3 ? alpha3ToAlpha2(upper) : undefined) ?? codesByName.get(fold(cell));
  return code?.toLowerCase() ?? unknownCountry(cell);
}

function unknownCountry(cell: string): CellError {
  return new CellError(
    `does not know the country ${shown(cell)}. Give its ISO 3166 code (two letters) or its English name`,
  );
}
