import { MedusaError } from "@medusajs/framework/utils";

/** `waiting`: the mail has not gone out yet. Waiting and sent ones are open; a customer has one of these at most. */
export type CustomerInvitationState = "waiting" | "sent" | "accepted" | "expired" | "cancelled";

/** An invitation to set a password, without its token, which nobody can read back. */
export type CustomerInvitation = {
  id: string;
  customer_id: string;
  state: CustomerInvitationState;
  /** Where the mail goes: the customer's email when its turn came. Null until then. */
  email: string | null;
  created_by: string | null;
  /** When the token was handed to the event bus. */
  sent_at: Date | null;
  expires_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

const NOT_ACCEPTABLE =
  "This invitation is not valid: it is unknown, was used or replaced, or has expired. Ask the store for a new one.";

/**
 * The one answer to every acceptance that fails. A login that the address has already is answered in the same words, so
 * that nobody learns who has an account.
 */
export function notAcceptable(): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, NOT_ACCEPTABLE);
}
