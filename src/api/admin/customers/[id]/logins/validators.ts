import { z } from "@medusajs/framework/zod";
import { idSchema } from "../../../../utils/id-schema";

/** Printable ASCII, as in ids of Medusa or a shop. Every database can store it. */
const ID = /^[\x21-\x7e]+$/;

/** `POST /admin/customers/:id/logins` */
export const adminLinkLoginBody = z.strictObject({ auth_identity_id: idSchema.regex(ID) });

export type AdminLinkLoginBody = z.output<typeof adminLinkLoginBody>;
