import { domainToASCII, domainToUnicode } from "node:url";
import { MedusaError } from "@medusajs/framework/utils";
import { EMAIL_MAX_LENGTH } from "../database/assert-storable";

/** The parts of an email. */
type EmailParts = {
  /** The part before the "@", as given. */
  local: string;
  /** The domain in its own letters, in lower case; in ASCII where the letters are not acceptable. */
  domain: string;
  /** The domain in ASCII (RFC 5890), as DNS has it. Two emails with the same host are at one mail host. */
  host: string;
};

/** White space and invisible characters (category Cf: zero width space, soft hyphen, direction marks) at both ends. */
const ENDS = /^[\p{White_Space}\p{Cf}]+|(?<![\p{White_Space}\p{Cf}])[\p{White_Space}\p{Cf}]+$/gu;

/** RFC 5322 (3.2.3) dot-atom, with letters, marks and numbers of every script (RFC 6532). */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\p{L}\p{M}\p{N}-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\p{L}\p{M}\p{N}-]+)*$/u;

/**
 * The ASCII characters of a host name. UTS 46 decides beyond ASCII, except for controls, unassigned characters and
 * separators.
 */
const DOMAIN = /^(?:[A-Za-z0-9.-]|(?![\p{C}\p{Z}])\P{ASCII})+$/u;
const PLAIN_DOMAIN = /^[A-Za-z0-9.-]+$/;
const ENCODED_LABEL = /(?:^|\.)xn--/i;

/** RFC 1035 labels, two or more. The last one is not a number: that would be an IP address. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Longer than any domain, in any letters; the conversion of longer texts would cost time for nothing. */
const DOMAIN_MAX_LENGTH = 1_000;

/** ASCII without white space: trimming and NFC change nothing. */
const TRIMMED = /^[!-~]+$/;

/** Removes white space and invisible characters at both ends of an email, and converts it to Unicode NFC. */
export function trimEmail(email: string): string {
  return TRIMMED.test(email) ? email : email.replace(ENDS, "").normalize("NFC");
}

/** Parses an email by the store's rule. @returns null for a text that is not an email. */
export function readEmail(text: string): EmailParts | null {
  const tidy = trimEmail(text);
  const at = tidy.lastIndexOf("@");
  const local = tidy.slice(0, Math.max(at, 0));
  const domain = LOCAL.test(local) ? readDomain(tidy.slice(at + 1)) : null;
  return domain && { local, ...domain };
}

/** Whether the text is an email by the store's rule, and fits into its index. White space at the ends is allowed. */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_MAX_LENGTH && readEmail(text) !== null;
}

/** The end of the message for a field that is not an email. */
const NOT_AN_EMAIL = "is not an email address. Give one such as ada@example.com";

/** Checks that a text is an email by the store's rule; null and undefined pass. @throws MedusaError (invalid_data) */
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
 * Parses a domain with letters beyond ASCII, or with their ASCII form (`xn--`).
 *
 * The letters of an encoded label must encode to the same label: `xn--foo-` would be `foo`, which is another host.
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
