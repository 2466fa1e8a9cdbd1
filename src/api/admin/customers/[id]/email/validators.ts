import { z } from "@medusajs/framework/zod";
import { emailAddress } from "../../../../utils/email-schema";

/** `POST /admin/customers/:id/email` */
export const adminRequestEmailChangeBody = z.strictObject({ email: emailAddress });

export type AdminRequestEmailChangeBody = z.output<typeof adminRequestEmailChangeBody>;
