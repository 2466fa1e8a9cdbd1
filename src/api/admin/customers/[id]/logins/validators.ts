import { z } from "@medusajs/framework/zod";

/** `POST /admin/customers/:id/logins` */
export const adminLinkLoginBody = z.strictObject({ auth_identity_id: z.string().min(1).max(100) });

export type AdminLinkLoginBody = z.output<typeof adminLinkLoginBody>;
