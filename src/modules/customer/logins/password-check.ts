import { MedusaError } from "@medusajs/framework/utils";
import { TOO_MANY_REQUESTS } from "../email-changes/email-change";

/** The number of wrong passwords after which none is checked, and the minutes for which they count. */
export const MAX_WRONG_PASSWORDS = 10;
export const WRONG_PASSWORDS_WINDOW_MINUTES = 15;

/** A check that has begun; `since` is the start of its window. */
export type PasswordCheck = { customer_id: string; since: string };

/** The limit is reached by checks that have not ended. One of them may succeed, and then there is room. */
export type PasswordCheckWait = { until: Date };

/** Creates the error for too many wrong passwords. @param until the time at which passwords are checked again. */
export function tooManyPasswordsError(until: Date): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `The account was given ${MAX_WRONG_PASSWORDS} wrong passwords within ${WRONG_PASSWORDS_WINDOW_MINUTES} minutes. Try again at ` +
      `${until.toISOString()}.`,
    TOO_MANY_REQUESTS,
  );
}
