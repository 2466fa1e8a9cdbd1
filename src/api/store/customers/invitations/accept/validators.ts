import { z } from "@medusajs/framework/zod";
import { mailedToken, password } from "../../../../utils/secret-schemas";

/** NIST SP 800-63B, 5.1.1.1: a chosen password has at least eight characters. */
const PASSWORD_MIN_LENGTH = 8;

/** `POST /store/customers/invitations/accept` */
export const acceptInvitationBody = z.strictObject({
  token: mailedToken,
  password: password.min(PASSWORD_MIN_LENGTH),
});

export type AcceptInvitationBody = z.output<typeof acceptInvitationBody>;
