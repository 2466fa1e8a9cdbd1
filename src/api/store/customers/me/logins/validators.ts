import { z } from "@medusajs/framework/zod";
import { password } from "../../../../utils/secret-schemas";

/** A token contains the provider's data about its user. An HTTP header has a similar limit. */
const PROOF_MAX_LENGTH = 10_000;

/** `POST /store/customers/me/logins` */
export const linkLoginBody = z.strictObject({
  token: z.string().min(1).max(PROOF_MAX_LENGTH),
  password: password.optional(),
});

export type LinkLoginBody = z.output<typeof linkLoginBody>;

/** `DELETE /store/customers/me/logins/:login_id` */
export const unlinkLoginBody = z.strictObject({ password: password.optional() });

export type UnlinkLoginBody = z.output<typeof unlinkLoginBody>;
