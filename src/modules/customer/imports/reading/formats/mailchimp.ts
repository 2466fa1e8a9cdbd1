import type { ImportedAddress } from "../../types";
import { isPlace } from "../draft";
import type { Target } from "../targets";
import { asOnlyAddress } from "./billing-and-shipping";
import type { DeclaredFormat } from "./declared-format";
import type { AddressContext, CellReader } from "./format";
import { splitMailchimpAddress } from "./mailchimp-address";

const EMAIL = [
  ...["email address", "email", "e-mail-adresse", "e-mail", "adresse e-mail", "correo electrónico", "indirizzo email"],
  ...["e-mailadres", "endereço de e-mail"],
];

/** Mailchimp's export of an audience (2015 and later). Consent and what Mailchimp measures stay out. */
export const MAILCHIMP: DeclaredFormat = {
  format: "mailchimp",
  title: "Mailchimp",
  needs: [
    { least: 1, of: EMAIL },
    { least: 2, of: ["member_rating", "optin_time", "confirm_time", "leid", "euid", "last_changed"] },
  ],
  columns: {
    email: EMAIL,
    // Audiences may be exported with merge tags in place of names, and shops name the fields in their language.
    first_name: ["first name", "fname", "vorname", "prénom", "nombre", "nome", "voornaam"],
    last_name: ["last name", "lname", "nachname", "nom", "apellidos", "cognome", "achternaam", "sobrenome", "apelido"],
    name: ["name", "full name"],
    company_name: ["company", "organization"],
    phone: [
      "phone number",
      "phone",
      "telefonnummer",
      "telefon",
      "téléphone",
      "teléfono",
      "telefono",
      "telefone",
      "telefoon",
    ],
    created_at: ["optin_time", "confirm_time"],
    "metadata.note": ["notes"],
    "metadata.tags": ["tags"],
    address_1_address_1: [
      ...["address", "full address", "street", "street address", "address line 1", "address 1"],
      ...["adresse", "dirección", "indirizzo", "adres", "endereço"],
    ],
    // Fields that audiences often have beside or in place of an address.
    address_1_address_2: ["address 2", "address line 2"],
    address_1_city: ["city"],
    address_1_province: ["state", "province"],
    address_1_postal_code: ["zip code", "zip", "postal code", "postcode"],
    address_1_country_code: ["country"],
  },
  ignored: [
    ...["member_rating", "optin_time", "optin_ip", "confirm_time", "confirm_ip", "latitude", "longitude", "gmtoff"],
    ...["dstoff", "timezone", "cc", "region", "last_changed", "leid", "euid", "unsub_*", "clean_*", "birthday"],
    ...["unsub", "bounce", "status", "geburtstag", "anniversaire", "cumpleaños", "compleanno", "verjaardag"],
  ],
  readers: readerOf,
  completeAddresses: ([address], context) => {
    const split = address && splitAddress(address, context);
    // A country alone, or with a province, is no address.
    return [split && isPlace(split) ? asOnlyAddress(split) : undefined];
  },
};

/** Tags are a list in quotes: `"VIP","Blog"`. */
function readerOf(target: Target): CellReader | undefined {
  return target.kind === "metadata" && target.key === "tags"
    ? (cell) =>
        cell
          .replaceAll('"', "")
          .split(",")
          .map((tag) => tag.trim())
          .filter(Boolean)
          .join(", ")
    : undefined;
}

/** Countries that are a city, or have the name of a city or of a state. */
const ALSO_PLACES: ReadonlySet<string> = new Set("ge mc sg lu gi sm va hk mo dj pa kw gt".split(" "));

/** Whether an address is nothing but the name of such a country; its code is no other place. */
const isAlsoPlace = (text: string, { country_code = "", ...others }: ImportedAddress): boolean =>
  ALSO_PLACES.has(country_code ?? "") && text.trim().length > 3 && Object.keys(others).length === 0;

function splitAddress(address: ImportedAddress, context: AddressContext): ImportedAddress {
  const text = address.address_1 ?? "";
  const parts = splitMailchimpAddress(text, { ...context, hasCity: Boolean(address.city) });
  if (!parts && /\s{2}|,/.test(text.trim())) {
    const reason =
      "is not the parts of an address with two spaces between them and a country as the last. It is kept whole";
    context.warn("address_1", reason);
  }
  if (!parts) {
    return address;
  }
  if (isAlsoPlace(text, parts)) {
    const isOther = Boolean(address.country_code) && address.country_code !== parts.country_code;
    const becomes = isOther
      ? "Beside another country it is kept whole"
      : "With nothing behind it, it is read as the country";
    context.warn(
      isOther ? "address_1" : "country_code",
      `is "${text.trim()}", which may be a city or a state. ${becomes}`,
    );
    if (isOther) {
      return address;
    }
  }
  const { address_1: _, ...columns } = address;
  const { city, province, postal_code, country_code, ...others } = columns;
  const isSame = (one: string | null | undefined, other: string | null | undefined): boolean =>
    one?.toLowerCase() === other?.toLowerCase();
  const isOneCountry = !country_code || country_code === parts.country_code;
  // An empty cell names no other city.
  const isOnePlace = parts.city && city ? isSame(city, parts.city) : isOneCountry;
  // Columns of another place are not mixed into the address.
  return { ...(isOnePlace ? columns : others), ...parts };
}
