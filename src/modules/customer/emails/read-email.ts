import { domainToASCII, domainToUnicode } from "node:url";
import { MedusaError } from "@medusajs/framework/utils";
import { EMAIL_MAX_LENGTH } from "../database/assert-storable";

/** An email in its parts. */
export type EmailParts = {
  /** What is before the "@", as it was given. */
  local: string;
  /** The domain in its own letters, in lower case; in its ASCII form where the letters are not acceptable. */
  domain: string;
  /** The domain in ASCII (RFC 5890), as DNS has it: two emails are at one host when this is the same. */
  host: string;
};

/** White space and what cannot be seen (category Cf: zero width space, soft hyphen, marks of direction) at both ends. */
const ENDS = /^[\p{White_Space}\p{Cf}]+|(?<![\p{White_Space}\p{Cf}])[\p{White_Space}\p{Cf}]+$/gu;

/** RFC 5322 (3.2.3) dot-atom, with letters, marks and numbers of every script (RFC 6532). */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\p{L}\p{M}\p{N}-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\p{L}\p{M}\p{N}-]+)*$/u;

/** Of ASCII what a host name has. Beyond ASCII UTS 46 decides, but for controls, unassigned characters and separators. */
const DOMAIN = /^(?:[A-Za-z0-9.-]|(?![\p{C}\p{Z}])\P{ASCII})+$/u;
const PLAIN_DOMAIN = /^[A-Za-z0-9.-]+$/;
const ENCODED_LABEL = /(?:^|\.)xn--/i;

/** RFC 1035 labels, two or more; the last one is no number: that would be the address of a host. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** No domain is longer, in whatever letters; the conversion of more would cost time for nothing. */
const DOMAIN_MAX_LENGTH = 1_000;

/** An email without white space and invisible characters at its ends, in Unicode NFC. */
export function trimEmail(email: string): string {
  return email.replace(ENDS, "").normalize("NFC");
}

/** Reads an email by the store's rule. @returns null for any text that is none. */
export function readEmail(text: string): EmailParts | null {
  const tidy = trimEmail(text);
  const at = tidy.lastIndexOf("@");
  const local = tidy.slice(0, Math.max(at, 0));
  const domain = LOCAL.test(local) ? readDomain(tidy.slice(at + 1)) : null;
  return domain && { local, ...domain };
}

/** Whether the text is an email by the store's rule, and fits into its index. White space at the ends is no fault. */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_MAX_LENGTH && readEmail(text) !== null;
}

/** What a refusal says of a field that holds no email. */
export const NOT_AN_EMAIL = "is not an email address. Give one such as ada@example.com";

/** @throws MedusaError (invalid_data) when the text is no email by the store's rule. No email at all is none to refuse. */
export function assertEmail(email: string | null | undefined, field = "email"): void {
  if (typeof email === "string" && readEmail(email) === null) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `The field "${field}" ${NOT_AN_EMAIL}.`);
  }
}

function readDomain(domain: string): Pick<EmailParts, "domain" | "host"> | null {
  if (domain.length > DOMAIN_MAX_LENGTH || !DOMAIN.test(domain)) {
    return null;
  }
  if (PLAIN_DOMAIN.test(domain) && !ENCODED_LABEL.test(domain)) {
    const host = domain.toLowerCase();
    return HOST.test(host) ? { domain: host, host } : null;
  }
  return readInternationalDomain(domain);
}

/**
 * A domain with letters beyond ASCII, or with their ASCII form (`xn--`). An encoded label has to come out of its letters
 * again: `xn--foo-` would be `foo`, which is another host.
 */
function readInternationalDomain(domain: string): Pick<EmailParts, "domain" | "host"> | null {
  // UTS 46 takes U+1E9E for "ss" up to Unicode 15.0 and for U+00DF since: the same answer on each version of Node.js.
  const host = domainToASCII(domain.replaceAll("\u1e9e", "\u00df"));
  if (!HOST.test(host)) {
    return null;
  }
  const letters = domainToUnicode(host);
  if (domainToASCII(letters) !== host) {
    return null;
  }
  return { domain: DOMAIN.test(letters) ? letters : host, host };
}
