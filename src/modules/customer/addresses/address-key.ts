import { ADDRESS_FIELDS, namesOf } from "../fields";

/** The fields that make two addresses the same place and person; name, metadata and default marks do not. */
const POSTAL_FIELDS = namesOf(ADDRESS_FIELDS, { postal: true });

export type PostalAddress = { [Field in (typeof POSTAL_FIELDS)[number]]?: unknown };

/**
 * Returns a key that is equal for two addresses with the same content.
 *
 * White space around and between words, case and the Unicode form of letters (NFC) do not count. A missing field equals an
 * empty text.
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
