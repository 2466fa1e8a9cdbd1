import { isPlainObject, mapConditions, mapEntries } from "../../../shared/plain-object";
import { readEmail, trimEmail } from "./read-email";

/** How two spellings of an email address are told to be one; see `emailNormalizations`. */
export type EmailNormalization = keyof typeof emailNormalizations;

/** Lower casing may decompose a letter ("İ" becomes "i" and a combining dot), hence NFC again. */
const lower = (text: string): string => text.toLowerCase().normalize("NFC");

const lowerAfterAt = (text: string): string => {
  const at = text.lastIndexOf("@") + 1;
  return at === 0 ? text : (text.slice(0, at) + text.slice(at).toLowerCase()).normalize("NFC");
};

/** An email with its domain in the one spelling. Text that is no email keeps all its characters, to be found by them. */
const spelling =
  (spellLocal: (local: string) => string, spellOther: (text: string) => string) =>
  (email: string): string => {
    const parts = readEmail(email);
    return parts ? `${spellLocal(parts.local)}@${parts.domain}` : spellOther(trimEmail(email));
  };

/**
 * - `lowercase` (default): white space and invisible characters around it removed, Unicode NFC, the whole email in lower
 *   case. RFC 5321 (2.4) lets a mail host tell local parts apart by case, but no large host does, and Medusa's carts look
 *   emails up in lower case: anything else leaves registered customers that checkout cannot find.
 * - `lowercase_domain`: as RFC 5321 has it: only the domain, which is never case sensitive, is put in lower case.
 * - `none`: white space, invisible characters and NFC only.
 *
 * International emails (RFC 6531) keep their letters; but for `none`, a domain in the ASCII form of such letters
 * (`xn--`, RFC 5890) gets them back, because it is the same domain. Each strategy takes any text, is idempotent, and never
 * makes the email of one mailbox out of a text that is none.
 */
export const emailNormalizations = {
  lowercase: spelling(lower, lower),
  lowercase_domain: spelling((local) => local, lowerAfterAt),
  none: trimEmail,
} as const;

/** Operators under which a value is compared for equality, at once or inside of the next one. */
const EXACT_OPERATORS = new Set(["$eq", "$ne", "$in", "$nin", "$not", "$and", "$or"]);

/** The address as it is stored. A blank one is no address: null. */
export function normalizeEmail(email: string | null, normalization: EmailNormalization): string | null {
  return email === null ? null : emailNormalizations[normalization](email) || null;
}

/**
 * A copy of a filter in which every email that is compared for equality is spelled as it is stored, however deep it
 * lies (`$and`, `$or`, relations). Patterns (`$like`, `$ilike`) and ranges are left as they are.
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
