import { z } from "@medusajs/framework/zod";
import { EMAIL_MAX_LENGTH } from "./assert-storable";

const ASCII_ONLY = /^[ -~]*$/;

/** A valid address with letters beyond ASCII before or after the "@" (RFC 6531), which core's own validators do not know. */
export function isInternationalEmail(text: string): boolean {
  return !ASCII_ONLY.test(text) && z.regexes.unicodeEmail.test(text);
}

/** An address in ASCII as core takes it, or an international one, that fits into its index. */
export function isEmailAddress(text: string): boolean {
  return text.length <= EMAIL_MAX_LENGTH && (z.regexes.email.test(text) || isInternationalEmail(text));
}
