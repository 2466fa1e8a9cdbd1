import { z } from "@medusajs/framework/zod";
import { EMAIL_MAX_LENGTH } from "../../modules/customer/database/assert-storable";
import { isEmail } from "../../modules/customer/emails/read-email";

/** An email in ASCII, as core accepts it, or an international one (RFC 6531). */
export const emailSchema = z.string().max(EMAIL_MAX_LENGTH).refine(isEmail, "is not an email address");
