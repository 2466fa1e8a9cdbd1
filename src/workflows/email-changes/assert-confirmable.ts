import type { MedusaContainer } from "@medusajs/framework/types";
import { type EmailChange, notConfirmableError } from "../../modules/customer/email-changes/email-change";
import type { Login } from "../logins/find-logins";
import { findEmailpassLogin, readPasswordFingerprint } from "./find-emailpass-login";
import { findOtherEmailOwner } from "./find-other-email-owner";

export type ConfirmationInput = {
  change: Pick<EmailChange, "id" | "customer_id" | "old_email" | "new_email" | "requested_by">;
  /** The fingerprint of the password at the request. */
  password_fingerprint: string | null;
  /** Whether a process that died has begun this confirmation. */
  is_resumed: boolean;
};

/**
 * Asserts that the new email and the customer's emailpass login allow the change. Writes nothing.
 *
 * A login that has the new email already is not checked again when the confirmation is resumed: the process that died
 * renamed it after the same checks. The customer may have logged in with it since, and set another password.
 *
 * @returns the login to rename, if there is one.
 * @throws MedusaError (not_found), as for every failed confirmation.
 */
export async function assertConfirmable(
  container: MedusaContainer,
  { change, password_fingerprint, is_resumed }: ConfirmationInput,
): Promise<Login | undefined> {
  const { customer_id, new_email, requested_by } = change;
  if (await findOtherEmailOwner(container, { email: new_email, customer_id })) {
    throw notConfirmableError();
  }
  const { login, hasOldLogin } = await findEmailpassLogin(container, change);
  if (hasOldLogin) {
    throw notConfirmableError();
  }
  if (is_resumed && login?.entity_id === new_email) {
    return login;
  }
  // A customer must not get access to a dashboard user's login.
  if (login?.is_shared) {
    throw notConfirmableError();
  }
  // After a change of the password the login may have another owner, who must be safe from the former requester.
  if (requested_by === "customer" && (await readPasswordFingerprint(container, login)) !== password_fingerprint) {
    throw notConfirmableError();
  }
  return login;
}
