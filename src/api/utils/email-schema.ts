import { z } from "@medusajs/framework/zod";
import { EMAIL_MAX_LENGTH } from "../../modules/customer/database/assert-storable";
import { isEmail } from "../../modules/customer/emails/read-email";

/** An address in ASCII as core takes it, or an international one. */
export const emailSchema = z.string().max(EMAIL_MAX_LENGTH).refine(isEmail, "is not an email address");
