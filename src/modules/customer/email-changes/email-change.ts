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
  /** When it was approved at the old address, and whether it still has to be; until then no token for the new one exists. */
  approved_at: Date | null;
  awaits_approval: boolean;
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
export function notConfirmableError(): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, NOT_CONFIRMABLE);
}

/** How many changes a customer may ask for within an hour: each is a mail to an address that may be a stranger's. */
export const REQUESTS_PER_HOUR = 5;

/** By this the routes know the error, and answer 429 (RFC 6585, 4). */
export const TOO_MANY_REQUESTS = "too_many_requests";

/** @param until when the next one is taken. */
export function tooManyRequestsError(until: Date): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `At most ${REQUESTS_PER_HOUR} changes of email can be requested within an hour. Try again at ${until.toISOString()}.`,
    TOO_MANY_REQUESTS,
  );
}
