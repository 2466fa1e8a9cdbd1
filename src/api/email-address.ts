import { z } from "@medusajs/framework/zod";
import { EMAIL_MAX_LENGTH } from "../modules/customer/domain/assert-storable";

/** Letters of any script before and after the "@" (RFC 6531); zod's own expression for it, length included. */
export const internationalEmail = z.email({ pattern: z.regexes.unicodeEmail });

/** An address in ASCII as core takes it, or an international one. */
export const emailAddress = z
  .union([z.email(), internationalEmail], "must be an email address")
  .pipe(z.string().max(EMAIL_MAX_LENGTH));
