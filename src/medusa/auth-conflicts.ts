import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../shared/errors";

/**
 * How Medusa (2.21: `dbErrorMapper`) begins the message when a unique index of the Auth module refuses a row: with the
 * table's name. The error has no code.
 */
const CONFLICT = /^(Auth identity|Auth verification|Provider identity) with /;

/** Whether the Auth module refused a row because another one has its name. */
export function isAuthConflict(error: unknown): boolean {
  return isErrorOf(error, MedusaError.Types.INVALID_DATA) && CONFLICT.test(error.message);
}
