import { MedusaError } from "@medusajs/framework/utils";

/**
 * `held`: an import made it, and no admin has sent it. `waiting`: the job emits its event next. `announced`: the
 * event is out, no subscriber has acknowledged it. `sent`: one has. These four are open; a customer has one of them at most.
 */
export const INVITATION_STATES = [
  ...(["held", "waiting", "announced", "sent"] as const),
  ...(["accepted", "expired", "cancelled"] as const),
] as const;

export type CustomerInvitationState = (typeof INVITATION_STATES)[number];

/** An invitation to set a password, without its token, which nobody can read back. */
export type CustomerInvitation = {
  id: string;
  customer_id: string;
  /** The import that made the customer, if one did. */
  import_id: string | null;
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
