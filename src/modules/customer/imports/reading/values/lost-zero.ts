import { shown } from "./cell-error";

/** Countries whose postal codes have five digits, and where some begin with a zero. */
const FIVE_DIGITS: ReadonlySet<string> = new Set([
  "us",
  "de",
  "fr",
  "it",
  "es",
  "fi",
  "ee",
  "mx",
  "tr",
  "pr",
  "sm",
  "ua",
]);

/** A code of less digits: spreadsheets take zeros away from the beginning of what looks like a number. */
const SHORT = /^\d{3,4}$/;

/** What is to be said of a postal code that has lost its zero; undefined for any other. */
export function lostZeroOf(
  country: string | null | undefined,
  postalCode: string | null | undefined,
): string | undefined {
  return country && postalCode && FIVE_DIGITS.has(country) && SHORT.test(postalCode)
    ? `${shown(postalCode)} has ${postalCode.length} digits, and postal codes of this country have five: a spreadsheet may have taken ` +
        "the zero at its beginning away. It is kept as it is. Export the column as text"
    : undefined;
}
