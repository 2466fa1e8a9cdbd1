import { isPlainObject, mapConditions, mapEntries } from "./plain-object";

/** How two spellings of an email address are told to be one; see `emailNormalizations`. */
export type EmailNormalization = keyof typeof emailNormalizations;

const tidy = (email: string): string => email.trim().normalize("NFC");

const lowercaseDomain = (email: string): string => {
  const at = email.lastIndexOf("@");
  return at < 0 ? email : email.slice(0, at) + email.slice(at).toLowerCase();
};

/**
 * - `lowercase` (default): white space around it removed, Unicode NFC, the whole address in lower case. RFC 5321 (2.4)
 *   lets a mail host tell local parts apart by case, but no large host does, and Medusa's carts look emails up in lower
 *   case: anything else leaves registered customers that checkout cannot find.
 * - `lowercase_domain`: as RFC 5321 has it: only the domain, which is never case sensitive, is put in lower case.
 * - `none`: white space and NFC only.
 *
 * International addresses (RFC 6531) keep their letters. Each strategy is idempotent: lower casing may decompose a
 * letter ("İ" becomes "i" and a combining dot), hence NFC again at the end.
 */
export const emailNormalizations = {
  lowercase: (email: string): string => tidy(tidy(email).toLowerCase()),
  lowercase_domain: (email: string): string => tidy(lowercaseDomain(tidy(email))),
  none: tidy,
} as const;

const EXACT_OPERATORS = new Set(["$eq", "$ne", "$in", "$nin"]);

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
