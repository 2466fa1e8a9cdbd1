import { z } from "@medusajs/framework/zod";
import { EMAIL_MAX_LENGTH } from "../../modules/customer/database/assert-storable";
import { isEmailAddress } from "../../modules/customer/emails/email-address";

/** An address in ASCII as core takes it, or an international one. */
export const emailSchema = z.string().max(EMAIL_MAX_LENGTH).refine(isEmailAddress, "is not an email address");
