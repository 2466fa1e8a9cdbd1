import { alpha3ToAlpha2, getAlpha2Codes, getNames, isValid, registerLocale } from "i18n-iso-countries/index";
import german from "i18n-iso-countries/langs/de.json";
import english from "i18n-iso-countries/langs/en.json";
import spanish from "i18n-iso-countries/langs/es.json";
import french from "i18n-iso-countries/langs/fr.json";
import italian from "i18n-iso-countries/langs/it.json";
import dutch from "i18n-iso-countries/langs/nl.json";
import portuguese from "i18n-iso-countries/langs/pt.json";
import { CellError, shown } from "./cell-error";

/** What people, WooCommerce and Shopify write beside the names of ISO and CLDR. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  America: "US",
  "Bolivia, Plurinational State of": "BO",
  "Bonaire, Saint Eustatius and Saba": "BQ",
  Bosnia: "BA",
  Brunei: "BN",
  Burma: "MM",
  "Burma (Myanmar)": "MM",
  "Cabo Verde": "CV",
  "Canary Islands": "ES",
  "Cape Verde": "CV",
  "Congo-Brazzaville": "CG",
  "Congo (Brazzaville)": "CG",
  "Congo-Kinshasa": "CD",
  "Congo (Kinshasa)": "CD",
  "Congo, The Democratic Republic Of The": "CD",
  "Cocos (Keeling) Islands": "CC",
  Curaçao: "CW",
  "Czech Republic": "CZ",
  "DR Congo": "CD",
  "East Timor": "TL",
  Eire: "IE",
  England: "GB",
  "Falkland Islands": "FK",
  "Falkland Islands (Malvinas)": "FK",
  "Great Britain": "GB",
  "Heard Island And Mcdonald Islands": "HM",
  "Holy See (Vatican City State)": "VA",
  Holland: "NL",
  "Hong Kong SAR": "HK",
  "Ivory Coast": "CI",
  "Korea, Democratic People's Republic Of": "KP",
  Korea: "KR",
  "Korea (North)": "KP",
  "Korea (South)": "KR",
  Laos: "LA",
  "Lao PDR": "LA",
  "Lao People's Democratic Republic": "LA",
  "Libyan Arab Jamahiriya": "LY",
  Macau: "MO",
  "Macao SAR China": "MO",
  Macedonia: "MK",
  "Macedonia, Republic Of": "MK",
  "Mainland China": "CN",
  "Moldova, Republic of": "MD",
  Micronesia: "FM",
  Moldova: "MD",
  "Northern Ireland": "GB",
  "Netherlands Antilles": "CW",
  "North Macedonia": "MK",
  "Palestinian Territory": "PS",
  "Palestinian Territory, Occupied": "PS",
  Palestine: "PS",
  "Ireland (Republic of)": "IE",
  "Republic of Ireland": "IE",
  Réunion: "RE",
  Russia: "RU",
  "Saint Martin (Dutch part)": "SX",
  "Saint Martin (French part)": "MF",
  "São Tomé and Príncipe": "ST",
  Scotland: "GB",
  "Serbia and Montenegro": "RS",
  "South Georgia/Sandwich Islands": "GS",
  Swaziland: "SZ",
  Syria: "SY",
  "Tanzania, United Republic Of": "TZ",
  Türkiye: "TR",
  Turkey: "TR",
  "U.K.": "GB",
  "U.S.A.": "US",
  "U.S.": "US",
  "United States (US) Minor Outlying Islands": "UM",
  "United States Minor Outlying Islands": "UM",
  "Virgin Islands, British": "VG",
  "Virgin Islands (British)": "VG",
  "Virgin Islands (US)": "VI",
  "Virgin Islands, U.S.": "VI",
  Vatican: "VA",
  "Vatican City": "VA",
  "Vatican City State": "VA",
  "Viet Nam": "VN",
  Wales: "GB",
};

/**
 * Codes that ISO 3166-1 has withdrawn, reserved for a part of a country, or that are not its own, and the country that CLDR puts
 * first in their place (territoryAlias of its supplemental metadata).
 */
const WITHDRAWN: Readonly<Record<string, string>> = {
  ...{ AN: "CW", BU: "MM", CS: "RS", CT: "KI", DD: "DE", DY: "BJ", EL: "GR", FQ: "AQ", FX: "FR", HV: "BF", JT: "UM" },
  ...{ MI: "UM", NH: "VU", NQ: "AQ", NT: "SA", PC: "FM", PU: "UM", PZ: "PA", RH: "ZW", SU: "RU", TP: "TL", UK: "GB" },
  ...{ AC: "SH", EA: "ES", IC: "ES", TA: "SH", XI: "GB" },
  ...{ VD: "VN", WK: "UM", YD: "YE", YU: "RS", ZR: "CD" },
  ...{ ANT: "CW", BUR: "MM", DDR: "DE", ROM: "RO", SCG: "RS", SUN: "RU", TMP: "TL", YUG: "RS", ZAR: "CD" },
};

/** Signs of cars, which lists of German and Austrian shops have in place of codes; where ISO has no other meaning for one. */
const SIGNS_OF_CARS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ A: "AT", B: "BE", D: "DE", E: "ES", F: "FR", H: "HU", I: "IT", L: "LU", N: "NO", P: "PT", S: "SE" },
    ...{ FL: "LI", SLO: "SI" },
  }),
);

const LANGUAGES = ["en", "de", "fr", "es", "nl", "it", "pt"];

/** One spelling of a name: no accents, no signs, no case, "and" for "&", "saint" for "St.", "republic" for "Rep.", no article. */
function fold(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("&", " and ");
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\bst\b/g, "saint")
    .replace(/\brep\b/g, "republic")
    .replace(/^the | the$/, "");
}

/** The names of ISO 3166, then those of CLDR in the same languages. */
function* namedCountries(): Generator<[string, string]> {
  for (const names of [english, german, french, spanish, dutch, italian, portuguese]) {
    registerLocale(names);
  }
  for (const language of LANGUAGES) {
    for (const [code, names] of Object.entries(getNames(language, { select: "all" }))) {
      yield* names.map((name): [string, string] => [name, code]);
    }
    for (const style of ["long", "short"] as const) {
      const names = new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
      for (const code of Object.keys(getAlpha2Codes())) {
        const name = names.of(code);
        yield* name === undefined ? [] : [[name, code] satisfies [string, string]];
      }
    }
  }
  yield* Object.entries(MORE_NAMES);
}

/** Folded names to codes. A name of two countries (Congo) is none. */
function countNames(): Map<string, string | undefined> {
  const codes = new Map<string, string | undefined>();
  for (const [name, code] of namedCountries()) {
    const folded = fold(name);
    codes.set(folded, codes.has(folded) && codes.get(folded) !== code ? undefined : code);
  }
  for (const [name, code] of nativeNames()) {
    codes.set(fold(name), codes.has(fold(name)) ? codes.get(fold(name)) : code);
  }
  for (const [name, code] of Object.entries(MORE_NAMES)) {
    codes.set(fold(name), code);
  }
  return codes;
}

/** The name of each country in the language that most of its people speak, by CLDR: Polska. */
function* nativeNames(): Generator<[string, string]> {
  for (const code of Object.keys(getAlpha2Codes())) {
    const { language } = new Intl.Locale(`und-${code}`).maximize();
    const name = new Intl.DisplayNames([language], { type: "region", fallback: "none" }).of(code);
    yield* name === undefined ? [] : [[name, code] satisfies [string, string]];
  }
}

const codesByName = countNames();

/** Cells that were looked up before: a file has a few countries, millions of times. */
const found = new Map<string, string | CellError>();
const FOUND_AT_MOST = 2_000;

/** No country has a longer name; what is longer is another column's text, and is not kept among those found. */
const NAME_MAX_LENGTH = 100;

/** The ISO 3166-1 code (two letters, lower case, as Medusa stores it) of a code or a name in one of seven languages. */
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
  // WooCommerce's labels have the usual short form behind the name: "United States (US)".
  const [, name = cell, inParentheses = ""] = /^(.+?) \(([A-Z]{2,3})\)$/.exec(cell) ?? [];
  // ISO writes "Iran, Islamic Republic of", others the same in the order in which it is spoken.
  const spoken = cell.replace(/^([^,]+), (.+)$/, "$2 $1");
  const named = [cell, name, spoken].map((one) => codesByName.get(fold(one))).find((one) => one);
  const code = codeOf(cell) ?? named ?? codeOf(inParentheses);
  return code?.toLowerCase() ?? unknownCountry(cell);
}

function codeOf(cell: string): string | undefined {
  const upper = cell.toUpperCase();
  if (upper.length === 2 && isValid(upper)) {
    return upper;
  }
  return (upper.length === 3 ? alpha3ToAlpha2(upper) : undefined) ?? WITHDRAWN[upper] ?? SIGNS_OF_CARS.get(cell);
}

function unknownCountry(cell: string): CellError {
  return new CellError(
    `does not know the country ${shown(cell)}. Give its ISO 3166 code (two letters) or its English name`,
  );
}
