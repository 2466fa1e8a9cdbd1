import { MedusaError } from "@medusajs/framework/utils";
import { TOO_MANY_REQUESTS } from "../email-changes/email-change";

/** How many wrong passwords an account is given before no more are checked, and for how long they count. */
export const MAX_WRONG_PASSWORDS = 10;
export const WRONG_PASSWORDS_WINDOW_MINUTES = 15;

/** A check that has begun: its end names the time from which it counts. */
export type PasswordCheck = { customer_id: string; since: string };

/** Full of checks that have not ended: one of them may be right, and make room. */
export type PasswordCheckWait = { until: Date };

/** @param until when passwords are checked again. */
export function tooManyPasswordsError(until: Date): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `The account was given ${MAX_WRONG_PASSWORDS} wrong passwords within ${WRONG_PASSWORDS_WINDOW_MINUTES} minutes. Try again at ` +
      `${until.toISOString()}.`,
    TOO_MANY_REQUESTS,
  );
}
