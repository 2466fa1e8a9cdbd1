import { MedusaError } from "@medusajs/framework/utils";

/**
 * `held`: created by an import, and no admin has sent it. `waiting`: the job emits its event next. `announced`: the event
 * is emitted, no subscriber has acknowledged it. `sent`: a subscriber has. These four are open; a customer has at most
 * one open invitation.
 */
export const INVITATION_STATES = [
  ...(["held", "waiting", "announced", "sent"] as const),
  ...(["accepted", "expired", "cancelled"] as const),
] as const;

export type CustomerInvitationState = (typeof INVITATION_STATES)[number];

/** An invitation to set a password, without its token. */
export type CustomerInvitation = {
  id: string;
  customer_id: string;
  /** The import that created the customer, if one did. */
  import_id: string | null;
  state: CustomerInvitationState;
  /** The email of the mail: that of the customer when the invitation was leased. Null before. */
  email: string | null;
  created_by: string | null;
  /** When the token was created for its event. */
  sent_at: Date | null;
  expires_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

const NOT_ACCEPTABLE =
  "This invitation is not valid: it is unknown, was used or replaced, or has expired. Ask the store for a new one.";

/**
 * Returns the one error of every acceptance that fails. An email that has a login already gets the same message, so that
 * the store does not reveal who has an account.
 */
export function notAcceptable(): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, NOT_ACCEPTABLE);
}
