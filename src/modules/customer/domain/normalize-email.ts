import { domainToUnicode } from "node:url";
import { isPlainObject, mapConditions, mapEntries } from "./plain-object";

/** How two spellings of an email address are told to be one; see `emailNormalizations`. */
export type EmailNormalization = keyof typeof emailNormalizations;

const tidy = (email: string): string => email.trim().normalize("NFC");

/** A domain with letters beyond ASCII, or with such letters in the ASCII form that DNS has for them (RFC 5890). */
const INTERNATIONAL_DOMAIN = /[^ -~]|(^|\.)xn--/i;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const ADDRESS_OF_A_HOST = /^[\d.]+$/;

/** The domain in lower case; an international one in its own letters, so that it is one domain with its ASCII form. */
const oneDomain = (email: string): string => {
  const at = email.lastIndexOf("@");
  if (at < 0) {
    return email;
  }
  const domain = email.slice(at + 1);
  const letters = INTERNATIONAL_DOMAIN.test(domain) && DOMAIN.test(domain) ? domainToUnicode(domain) : "";
  const isName = letters !== "" && !ADDRESS_OF_A_HOST.test(letters);
  return `${email.slice(0, at)}@${(isName ? letters : domain).toLowerCase()}`;
};

/**
 * - `lowercase` (default): white space around it removed, Unicode NFC, the whole address in lower case. RFC 5321 (2.4)
 *   lets a mail host tell local parts apart by case, but no large host does, and Medusa's carts look emails up in lower
 *   case: anything else leaves registered customers that checkout cannot find.
 * - `lowercase_domain`: as RFC 5321 has it: only the domain, which is never case sensitive, is put in lower case.
 * - `none`: white space and NFC only.
 *
 * International addresses (RFC 6531) keep their letters; but for `none`, a domain in the ASCII form of such letters
 * (`xn--`, RFC 5890) gets them back, because it is the same domain. Each strategy is idempotent: lower casing may
 * decompose a letter ("İ" becomes "i" and a combining dot), hence NFC again at the end.
 */
export const emailNormalizations = {
  lowercase: (email: string): string => tidy(oneDomain(tidy(email).toLowerCase())),
  lowercase_domain: (email: string): string => tidy(oneDomain(tidy(email))),
  none: tidy,
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
