import { z } from "@medusajs/framework/zod";
import { emailSchema } from "../../../../utils/email-schema";
import { mailedToken, password } from "../../../../utils/secret-schemas";

/** `POST /store/customers/me/email` */
export const requestEmailChangeBody = z.strictObject({
  email: emailSchema,
  password: password.optional(),
});

export type RequestEmailChangeBody = z.output<typeof requestEmailChangeBody>;

/** `POST /store/customers/me/email/confirm`, `POST /store/customers/email/confirm` and `.../email/approve` */
export const confirmEmailChangeBody = z.strictObject({ token: mailedToken });

export type ConfirmEmailChangeBody = z.output<typeof confirmEmailChangeBody>;
