import { ADDRESS_FIELDS, namesOf } from "../fields";

/** What makes an address the same place and person; its name, its metadata and its default marks do not. */
const POSTAL_FIELDS = namesOf(ADDRESS_FIELDS, { postal: true });

export type PostalAddress = { [Field in (typeof POSTAL_FIELDS)[number]]?: unknown };

/**
 * Equal for two addresses that a person would call the same: white space around and between words, case and the Unicode
 * form of letters (NFC) do not count, and nothing given equals an empty text.
 */
export function addressKeyOf(address: PostalAddress): string {
  return JSON.stringify(POSTAL_FIELDS.map((field) => normalized(address[field])));
}

function normalized(value: unknown): string {
  return typeof value === "string"
    ? // Lower casing may decompose a letter, hence the normal form last.
      value.normalize("NFC").toLowerCase().trim().replace(/\s+/gu, " ").normalize("NFC")
    : "";
}
