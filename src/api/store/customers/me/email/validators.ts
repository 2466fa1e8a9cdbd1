import { z } from "@medusajs/framework/zod";
import { emailAddress } from "../../../../email-address";
import { password } from "../../../../password";

/** A token is 43 letters long. */
const TOKEN_MAX_LENGTH = 200;

/** `POST /store/customers/me/email` */
export const requestEmailChangeBody = z.strictObject({
  email: emailAddress,
  password: password.optional(),
});

export type RequestEmailChangeBody = z.output<typeof requestEmailChangeBody>;

/** `POST /store/customers/me/email/confirm`, `POST /store/customers/email/confirm` and `.../email/approve` */
export const confirmEmailChangeBody = z.strictObject({ token: z.string().min(1).max(TOKEN_MAX_LENGTH) });

export type ConfirmEmailChangeBody = z.output<typeof confirmEmailChangeBody>;
