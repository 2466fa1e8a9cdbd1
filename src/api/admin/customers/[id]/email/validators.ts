import { z } from "@medusajs/framework/zod";
import { emailSchema } from "../../../../utils/email-schema";

/** `POST /admin/customers/:id/email` */
export const adminRequestEmailChangeBody = z.strictObject({ email: emailSchema });

export type AdminRequestEmailChangeBody = z.output<typeof adminRequestEmailChangeBody>;
