import { isPlainObject, mapConditions, mapEntries } from "../../../shared/plain-object";
import { readEmail, trimEmail } from "./read-email";

/** How two spellings of an email are recognized as one; see `emailNormalizations`. */
export type EmailNormalization = keyof typeof emailNormalizations;

/** Converts to lower case. That may decompose a letter ("İ" becomes "i" and a combining dot), so NFC is applied again. */
const lower = (text: string): string => text.toLowerCase().normalize("NFC");

const lowerAfterAt = (text: string): string => {
  const at = text.lastIndexOf("@") + 1;
  return at === 0 ? text : (text.slice(0, at) + text.slice(at).toLowerCase()).normalize("NFC");
};

/** Normalizes an email. A text that is not an email keeps its characters, so that it can be found by them. */
const spelling =
  (spellLocal: (local: string) => string, spellOther: (text: string) => string) =>
  (email: string): string => {
    const parts = readEmail(email);
    return parts ? `${spellLocal(parts.local)}@${parts.domain}` : spellOther(trimEmail(email));
  };

/**
 * - `lowercase` (default): removes white space and invisible characters at the ends, applies Unicode NFC, and converts the
 *   whole email to lower case. RFC 5321 (2.4) lets a mail host distinguish local parts by case, but no large host does, and
 *   Medusa's carts look emails up in lower case: otherwise checkout does not find registered customers.
 * - `lowercase_domain`: as RFC 5321 has it: only the domain, which is never case sensitive, is converted to lower case.
 * - `none`: white space, invisible characters and NFC only.
 *
 * International emails (RFC 6531) keep their letters. Except with `none`, a domain in the ASCII form of such letters
 * (`xn--`, RFC 5890) is converted to letters, because it is the same domain. Each strategy accepts any text, is idempotent,
 * and never makes an email out of a text that is not one.
 */
export const emailNormalizations = {
  lowercase: spelling(lower, lower),
  lowercase_domain: spelling((local) => local, lowerAfterAt),
  none: trimEmail,
} as const;

/** Operators that compare for equality, directly or in a nested operator. */
const EXACT_OPERATORS = new Set(["$eq", "$ne", "$in", "$nin", "$not", "$and", "$or"]);

/** Returns the email in the store's spelling; null for a blank one. */
export function normalizeEmail(email: string | null, normalization: EmailNormalization): string | null {
  return email === null ? null : emailNormalizations[normalization](email) || null;
}

/**
 * Returns a copy of a filter with every email that is compared for equality in the store's spelling, at any depth.
 *
 * Patterns (`$like`, `$ilike`) and ranges stay as they are.
 */
export function normalizeEmailFilters<Filter>(filter: Filter, normalization: EmailNormalization): Filter {
  const normalize = emailNormalizations[normalization];

  const exact = (value: unknown): unknown => {
    if (typeof value === "string") {
      return normalize(value);
    }
    if (Array.isArray(value)) {
      return value.map(exact);
    }
    if (!isPlainObject(value)) {
      return value;
    }
    return mapEntries(value, (key, inner) => (EXACT_OPERATORS.has(key) ? exact(inner) : inner));
  };

  // as: the shape stays as it is; strings only turn into other strings.
  return mapConditions(filter, (field, condition) => (field === "email" ? exact(condition) : condition)) as Filter;
}
