import { MedusaError } from "@medusajs/framework/utils";
import { TooManyRequestsError } from "../../../shared/errors";

export type EmailChangeState = "pending" | "confirmed" | "cancelled" | "expired";

/** The requester of the change: the requirements of the confirmation depend on it. */
export type EmailChangeRequester = "customer" | "admin";

/** A change of email without its token, which cannot be read back. */
export type EmailChange = {
  id: string;
  customer_id: string;
  /** The customer's email at the request, and the requested one. */
  old_email: string | null;
  new_email: string;
  state: EmailChangeState;
  requested_by: EmailChangeRequester;
  expires_at: Date;
  /**
   * The time of the approval at the old email, and whether it is still required. Until then no token for the new email
   * exists.
   */
  approved_at: Date | null;
  awaits_approval: boolean;
  created_at: Date;
  updated_at: Date;
};

/** A change, and the fingerprint of the password at its request. */
export type ConfirmableEmailChange = { change: EmailChange; password_fingerprint: string | null };

const NOT_CONFIRMABLE =
  "This confirmation is not valid: it is unknown, was used or replaced, or has expired. Request the change of email " +
  "again.";

/**
 * Creates the error of every failed confirmation.
 *
 * An email that another customer has meanwhile gets the same message, so that it does not reveal who has an account.
 */
export function notConfirmableError(): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, NOT_CONFIRMABLE);
}

/**
 * Maximum number of changes that a customer may request per hour: each sends a mail to an email that may be a stranger's.
 */
export const REQUESTS_PER_HOUR = 5;

/** Creates the error for too many requests. @param until the time at which the next one is accepted. */
export function tooManyRequestsError(until: Date): TooManyRequestsError {
  return new TooManyRequestsError(
    `At most ${REQUESTS_PER_HOUR} changes of email can be requested within an hour. Try again at ${until.toISOString()}.`,
  );
}
