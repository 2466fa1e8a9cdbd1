import { MedusaError } from "@medusajs/framework/utils";

export type EmailChangeState = "pending" | "confirmed" | "cancelled" | "expired";

/** Who asked for the change: it decides what the confirmation asks for. */
export type EmailChangeRequester = "customer" | "admin";

/** A change of email without its token, which nobody can read back. */
export type EmailChange = {
  id: string;
  customer_id: string;
  /** The customer's email at the request, and the one that it is to become. */
  old_email: string | null;
  new_email: string;
  state: EmailChangeState;
  requested_by: EmailChangeRequester;
  expires_at: Date;
  created_at: Date;
  updated_at: Date;
};

const NOT_CONFIRMABLE =
  "This confirmation is not valid: it is unknown, was used or replaced, or has expired. Request the change of email " +
  "again.";

/**
 * The one answer to every confirmation that fails. An address that is somebody else's by now is answered in the same
 * words, so that nobody learns who has an account.
 */
export function notConfirmable(): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, NOT_CONFIRMABLE);
}
