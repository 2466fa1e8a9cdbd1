import { z } from "@medusajs/framework/zod";
import { emailAddress } from "../../../../email-address";
import { PASSWORD_MAX_LENGTH, TOKEN_MAX_LENGTH } from "../../../../secrets";

/** `POST /store/customers/me/email` */
export const requestEmailChangeBody = z.strictObject({
  email: emailAddress,
  password: z.string().min(1).max(PASSWORD_MAX_LENGTH).optional(),
});

export type RequestEmailChangeBody = z.output<typeof requestEmailChangeBody>;

/** `POST /store/customers/me/email/confirm` and `POST /store/customers/email/confirm` */
export const confirmEmailChangeBody = z.strictObject({ token: z.string().min(1).max(TOKEN_MAX_LENGTH) });

export type ConfirmEmailChangeBody = z.output<typeof confirmEmailChangeBody>;
