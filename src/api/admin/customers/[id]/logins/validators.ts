import { z } from "@medusajs/framework/zod";

/** Letters, digits and signs of ASCII: an id as Medusa or a shop makes it, and nothing that a database cannot take. */
const ID = /^[\x21-\x7e]+$/;

/** `POST /admin/customers/:id/logins` */
export const adminLinkLoginBody = z.strictObject({ auth_identity_id: z.string().max(100).regex(ID) });

export type AdminLinkLoginBody = z.output<typeof adminLinkLoginBody>;
