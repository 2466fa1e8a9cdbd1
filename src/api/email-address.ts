import { z } from "@medusajs/framework/zod";
import { EMAIL_MAX_LENGTH } from "../modules/customer/domain/assert-storable";

const asciiEmail = z.email();

/** Letters of any script before and after the "@" (RFC 6531); zod's own expression for it, length included. */
const internationalEmail = z.email({ pattern: z.regexes.unicodeEmail });

const ASCII_ONLY = /^[ -~]*$/;

/** A valid address with letters beyond ASCII, which core's own validators do not know. */
export function isInternationalEmail(text: string): boolean {
  return !ASCII_ONLY.test(text) && internationalEmail.safeParse(text).success;
}

/** An address in ASCII as core takes it, or an international one. */
export const emailAddress = z
  .string()
  .max(EMAIL_MAX_LENGTH)
  .refine((text) => asciiEmail.safeParse(text).success || isInternationalEmail(text), "is not an email address");
