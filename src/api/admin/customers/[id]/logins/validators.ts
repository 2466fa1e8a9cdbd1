import { z } from "@medusajs/framework/zod";

/** Printable ASCII, as in ids of Medusa or a shop. Every database can store it. */
const ID = /^[\x21-\x7e]+$/;

/** `POST /admin/customers/:id/logins` */
export const adminLinkLoginBody = z.strictObject({ auth_identity_id: z.string().max(100).regex(ID) });

export type AdminLinkLoginBody = z.output<typeof adminLinkLoginBody>;
