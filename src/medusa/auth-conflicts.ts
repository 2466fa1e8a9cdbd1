import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../shared/errors";

/**
 * Matches Medusa's message for a row that a unique index of the Auth module rejects (2.21: `dbErrorMapper`).
 *
 * It begins with the name of the table. The error has no code.
 */
const CONFLICT = /^(Auth identity|Auth verification|Provider identity) with /;

/** Whether the Auth module rejected a row because another row has its name. */
export function isAuthConflict(error: unknown): boolean {
  return isErrorOf(error, MedusaError.Types.INVALID_DATA) && CONFLICT.test(error.message);
}
